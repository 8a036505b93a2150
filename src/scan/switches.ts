import { isFleetFile, isValuesFile } from './values.js';

/** Keys with which charts say how they make sidecars of their own. */
const KEYS = ['sidecar:', 'ENABLE_NATIVE_SIDECARS', 'nativeSidecar'] as const;
const WORDS = KEYS.map((word) => Buffer.from(word));
const KINDS =
  /(?:^|[\s{,"'])(?:dashboards|datasources|alerts|notifiers)["']?:|NATIVE_SIDECARS|nativeSidecar/m;
const CARRIERS = ['HelmRelease', 'HelmChart', 'argoproj.io'].map((word) => Buffer.from(word));

/** Whether a file may hold values by which a chart makes a sidecar, by its name and its bytes. */
export function mayHoldSwitches(path: string, bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!WORDS.some((word) => buffer.includes(word))) return false;
  const named = isValuesFile(path) || isFleetFile(path);
  if (!named && !CARRIERS.some((word) => buffer.includes(word))) return false;
  return hasSwitches(buffer.toString('latin1'));
}

/** The same for a text that is values, or carries some. */
export function hasSwitches(text: string): boolean {
  return KEYS.some((word) => text.includes(word)) && KINDS.test(text);
}
