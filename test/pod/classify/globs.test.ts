import { expect, it } from 'vitest';
import { matchesGlob } from '../../../src/pod/classify/globs.js';

it.each(['', 'image:'])('a glob without a word matches nothing: %j', (text) => {
  expect(matchesGlob({ text, source: '--sidecar' }, { name: 'web', image: 'nginx' })).toBe(false);
});
