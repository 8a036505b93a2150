import { describe, expect, it, vi } from 'vitest';
import { writtenDocuments } from '../../../src/kustomize/render/written.js';
import { valueIn } from '../../../src/yaml/read.js';

describe('what the parser makes of templates in a tree', () => {
  // `{{ .Values.name }}` reads as a map whose key is a map.
  const text = 'metadata: {name: {{ .Values.name }}}\n';

  it.each([
    ['a reference', () => valueIn(text)],
    ['a kustomization', () => writtenDocuments('kustomization.yaml', text)],
  ])('is no warning of the process: %s', (_, read) => {
    const warned = vi.spyOn(process, 'emitWarning').mockReturnValue(undefined);
    expect(read()).toBeDefined();
    expect(warned).not.toHaveBeenCalled();
    warned.mockRestore();
  });
});
