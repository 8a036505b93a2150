import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fetched, run } from './fetched.js';

/** The validator of the people who write the SARIF standard, which has the schema beside it. */
export interface SarifTools {
  readonly schema: string;
  /** What it objects to in a file, a line each; empty: nothing. */
  readonly validate: (file: string) => readonly string[];
}

/** For Linux on x64. It is large and only tests run it: it is packed, never installed. */
const PACKAGE = '@microsoft/sarif-multitool-linux@5.7.0';

export function sarifTools(): SarifTools | null {
  const folder = fetched('sarif-multitool-5.7.0', 'the SARIF validator', unpack);
  if (folder === null) return null;
  return { schema: join(folder, 'sarif-2.1.0.json'), validate: (file) => validate(folder, file) };
}

function unpack(folder: string): string {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(`${PACKAGE} holds a program for Linux on x64 only`);
  const npm = ['pack', PACKAGE, '--ignore-scripts', '--silent', '--pack-destination', folder];
  run('npm', npm, folder);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
  run('tar', ['-xzf', tarball], folder);
  chmodSync(join(folder, 'package', 'Sarif.Multitool'), 0o755);
  return join(folder, 'package');
}

function validate(folder: string, file: string): readonly string[] {
  const { stdout, stderr, error } = spawnSync(
    join(folder, 'Sarif.Multitool'),
    ['validate', file, '--level', 'Error;Warning'],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1',
        DOTNET_EnableDiagnostics: '0',
      },
    },
  );
  const text = error?.message ?? `${stdout}${stderr}`;
  if (!text.includes('1 files scanned')) return [text];
  return text.split('\n').filter((line) => /\b(?:error|warning) [A-Z]+\d+/.test(line));
}
