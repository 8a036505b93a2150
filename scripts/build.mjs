// Compiles, then bundles the command and the API into a few files: loading a hundred small modules
// would take longer than walking most trees. Parsers stay in chunks of their own, loaded when they
// are needed. The types of the API are rolled up into one file. Only these go into the package.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join } from 'node:path';
import { build } from 'esbuild';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';

const top = dirname(import.meta.dirname);
const tsc = join(
  dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
  'bin',
  'tsc',
);

rmSync(join(top, 'dist'), { recursive: true, force: true });
const { status } = spawnSync(process.execPath, [tsc, '-p', join(top, 'tsconfig.build.json')], {
  stdio: 'inherit',
});
if (status !== 0) process.exit(status ?? 1);

/** The script and the style of the page of `--format html`: each with what it imports, as one text. */
const browserTexts = {
  name: 'browser-texts',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^browser:/ }, ({ path }) => ({
      path: join(top, 'src', 'report', 'html', 'browser', path.slice('browser:'.length)),
      namespace: 'browser',
    }));
    onLoad({ filter: /./, namespace: 'browser' }, async ({ path }) => {
      const options = { bundle: true, minify: true, charset: 'utf8', format: 'iife' };
      const made = await build({ ...options, entryPoints: [path], target: 'es2022', write: false });
      return {
        contents: `export const text = ${JSON.stringify(made.outputFiles[0].text.trim())};`,
      };
    });
  },
};

const chunks = join(top, 'dist', 'chunks');
await build({
  entryPoints: ['main', 'index'].map((name) => join(top, 'dist', 'src', `${name}.js`)),
  outdir: chunks,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  // Names stay, so that a stack trace can be read.
  minifyWhitespace: true,
  minifySyntax: true,
  minifyIdentifiers: true,
  keepNames: true,
  logLevel: 'warning',
  plugins: [browserTexts],
});

// A chunk for each set of entries that need it is too many: those that are always loaded together are joined.
const joined = await rollup({
  input: ['main', 'index'].map((name) => join(chunks, `${name}.js`)),
  external: (id) => !id.startsWith('.') && !isAbsolute(id),
});
await joined.write({ dir: join(top, 'dist', 'bundle'), format: 'es', compact: true });
rmSync(chunks, { recursive: true });

const types = await rollup({
  input: join(top, 'dist', 'src', 'index.d.ts'),
  plugins: [dts()],
});
await types.write({ file: join(top, 'dist', 'bundle', 'index.d.ts'), format: 'es' });
