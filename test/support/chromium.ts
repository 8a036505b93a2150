import { spawnSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/**
 * A real Chromium, that of Debian. Where there is none: one loud line, or, where `CI` is set, root installs it and
 * everybody else gets an error.
 */
export async function browser(): Promise<Browser | null> {
  const path = found() ?? (process.env.CI === undefined ? null : installed());
  if (path === null) {
    console.warn('SKIPPED: everything that needs a browser (apt-get install chromium)');
    return null;
  }
  // Root has no sandbox of Chromium, and /dev/shm of a container is small.
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'];
  return chromium.launch({ executablePath: path, args, timeout: 90_000 });
}

function found(): string | null {
  for (const name of NAMES) {
    const { status, stdout } = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
    if (status === 0) return stdout.trim();
  }
  return null;
}

function installed(): string {
  const script =
    'apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends chromium';
  const { status, stderr, error } = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
  const path = status === 0 ? found() : null;
  if (path === null)
    throw new Error(
      `missing: a browser, for the tests of --format html (apt-get install chromium): ${error?.message ?? stderr}`,
    );
  return path;
}
