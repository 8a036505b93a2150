import type { Container, EffectivePod } from '../../model/pod.js';
import type { Signal } from '../../model/role.js';
import { idlesForEver } from './idles.js';
import { pollsApp } from './polls-app.js';
import { sharesSocket } from './shares-socket.js';
import { sharesVolume } from './shares-volume.js';
import { signalsApp } from './signals-app.js';
import { tailsAppFile } from './tails-app-file.js';

/** What a container does in its pod that a sidecar would do. */
export type ShapeSignal = (container: Container, pod: EffectivePod) => Signal | null;

export const SHAPES: readonly ShapeSignal[] = [
  tailsAppFile,
  pollsApp,
  signalsApp,
  sharesSocket,
  sharesVolume,
  idlesForEver,
];
