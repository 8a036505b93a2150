import { hasKind } from './kind.js';
import type { Scan } from './scan.js';
import { CARRIER_KINDS, isCalledValues } from './values.js';

/** Keys with which charts say how they make sidecars of their own. */
const KINDS =
  /(?:^|[\s{,"'])(?:dashboards|datasources|alerts|notifiers)["']?:|NATIVE_SIDECARS|nativeSidecar/m;
const MESH = 'ENABLE_NATIVE_SIDECARS';
const MESH_KEY = Buffer.from(MESH);
const YAML = /\.(?:ya?ml|json)$/i;

/** Whether a file may hold values by which a chart makes a sidecar, by its name and its bytes. */
export function mayHoldSwitches(
  path: string,
  bytes: Uint8Array,
  { settings }: Pick<Scan, 'settings'>,
): boolean {
  if (!YAML.test(path)) return false;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!settings && !buffer.includes(MESH_KEY)) return false;
  if (!isCalledValues(path) && !hasKind(buffer, CARRIER_KINDS)) return false;
  return hasSwitches(buffer.toString('latin1'));
}

/** The same for a text that is values, or carries some. */
export function hasSwitches(text: string): boolean {
  return (/idecar["']?:/.test(text) || text.includes(MESH)) && KINDS.test(text);
}
