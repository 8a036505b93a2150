const NEEDLES = [
  'targetPort',
  'patch',
  'Patch',
  'fieldPath',
  'fieldref',
  'jsonPointers',
  'velero.io/',
  'BackendConfig',
  'exit_after_auth',
  'ignoreDifferences',
  'kind: Ingress',
  '"Ingress"',
  'CustomResourceDefinition',
].map((word) => Buffer.from(word));

const KUSTOMIZATION = /(^|\/)(?:kustomization\.ya?ml|Kustomization)$/;

/** Whether a file may name a container or a port of another, by its bytes. */
export function mayReference(path: string, bytes: Uint8Array): boolean {
  if (KUSTOMIZATION.test(path)) return true;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return NEEDLES.some((needle) => buffer.includes(needle));
}

export function isKustomization(path: string): boolean {
  return KUSTOMIZATION.test(path);
}
