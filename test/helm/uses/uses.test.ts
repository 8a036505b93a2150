import { describe, expect, it } from 'vitest';
import { scriptIn, scriptUses } from '../../../src/helm/uses/script-uses.js';
import { findUses } from '../../../src/helm/uses/uses.js';

const found = (path: string, command: string, paths: readonly string[]) => {
  const script = scriptIn(path, command);
  const [use] = findUses({
    uses: script === null ? [] : scriptUses([script]),
    made: [],
    paths,
    read: (file) => (paths.includes(file) ? '' : null),
    nameOf: (file) => file,
  });
  return { files: use?.files.map((file) => file.path), missing: use?.missing };
};

describe('the files of a command', () => {
  const paths = [
    'a/b/values.yaml',
    'a/config/dev.yaml',
    'a/config/prod.yaml',
    'config/test.yaml',
    'values.yaml',
  ];

  it.each([
    ['a/b/deploy.sh', 'values.yaml', ['a/b/values.yaml']],
    ['a/c/deploy.sh', 'values.yaml', ['values.yaml']],
    ['a/b/deploy.sh', '../config/dev.yaml', ['a/config/dev.yaml']],
    ['a/b/deploy.sh', 'config/$ENV.yaml', ['a/config/dev.yaml', 'a/config/prod.yaml']],
    ['a/b/deploy.sh', `"config/$\{ENV}.yaml"`, ['a/config/dev.yaml', 'a/config/prod.yaml']],
    ['deploy.sh', './config/$ENV.yaml', ['config/test.yaml']],
  ])('%s: %s', (path, file, files) =>
    expect(found(path, `helm upgrade a ./b -f ${file}`, paths)).toEqual({ files, missing: [] }),
  );

  it.each(['none.yaml', '$FILE', '$DIR/$ENV.yaml', '../../../values.yaml', 'https://a.b/c.yaml'])(
    '%s is nowhere',
    (file) =>
      expect(found('a/b/deploy.sh', `helm upgrade a ./b -f '${file}'`, paths)).toEqual({
        files: [],
        missing: [file],
      }),
  );
});
