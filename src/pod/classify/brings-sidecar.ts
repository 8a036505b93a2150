import { knowsImage } from './catalogue/index.js';
import { matchesGlob, type RoleGlobs } from './globs.js';

const IMAGE = /["']?image["']?\s*:\s*["']?([^\s"',}]+)/g;
const NAME = /["']?name["']?\s*:\s*["']?([^\s"',}]+)/g;

/** Whether a text that is not parsed yet may bring a sidecar into a pod: a patch, mostly. */
export function bringsSidecar(text: string, { sidecars }: Pick<RoleGlobs, 'sidecars'>): boolean {
  return text.includes('ontainers') && saysSidecar(text, { sidecars });
}

/** The same, wherever the name or the image of one stands. */
export function saysSidecar(text: string, { sidecars }: Pick<RoleGlobs, 'sidecars'>): boolean {
  const images = [...text.matchAll(IMAGE)].map((match) => match[1] ?? '');
  if (images.some(knowsImage)) return true;
  if (sidecars.length === 0) return false;
  const names = [...text.matchAll(NAME)].map((match) => match[1] ?? '');
  return sidecars.some((glob) =>
    [...names, ...images].some((word) => matchesGlob(glob, { name: word, image: word })),
  );
}
