/** What a file of a kustomization is called, as kustomize looks for it. */
export const KUSTOMIZATIONS = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const;

const NAME = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/;

export function isKustomization(path: string): boolean {
  return NAME.test(path);
}
