/** A Kubernetes version or what is wrong with it, in words for the user. */
export type KubeVersion =
  | { readonly ok: true; readonly minor: number }
  | { readonly ok: false; readonly message: string };

/** Three releases a year: a minor beyond this is a slip of the fingers for a long time. */
const NEWEST = 60;

/** `1.29`, `v1.29.3`, `1.29+`. Below 1.28 the field is unknown; 1.28 has it behind a gate. */
export function parseKubeVersion(text: string, gates: ReadonlyMap<string, boolean>): KubeVersion {
  const match = /^v?1\.(\d{1,3})(?:\.\d+)?\+?$/.exec(text.trim());
  if (match === null)
    return {
      ok: false,
      message: `${JSON.stringify(text)} is not a Kubernetes version: write it like 1.29`,
    };
  const minor = Number(match[1]);
  if (minor > NEWEST)
    return {
      ok: false,
      message: `there is no Kubernetes ${text.trim()}: write the version like 1.29`,
    };
  const gate = gates.get('SidecarContainers');
  if (gate === false && minor < 33)
    return {
      ok: false,
      message:
        'with the feature gate SidecarContainers off there are no native sidecars: nothing can be migrated',
    };
  if (minor < 28)
    return {
      ok: false,
      message: `Kubernetes 1.${minor} does not know restartPolicy on init containers: the API server rejects it, or drops it and the pod hangs. 1.29 is the oldest version that can be targeted`,
    };
  if (minor === 28 && gate !== true)
    return {
      ok: false,
      message:
        'Kubernetes 1.28 silently drops restartPolicy unless the feature gate is on everywhere: use --feature-gates SidecarContainers=true if it is, or target 1.29',
    };
  return { ok: true, minor };
}

/** `SidecarContainers=true`, several with commas; null for what is not written like that. */
export function parseGates(texts: readonly string[]): ReadonlyMap<string, boolean> | null {
  const gates = new Map<string, boolean>();
  for (const text of texts) {
    const match = /^(\w+)=(true|false)$/.exec(text);
    if (match?.[1] === undefined) return null;
    gates.set(match[1], match[2] === 'true');
  }
  return gates;
}
