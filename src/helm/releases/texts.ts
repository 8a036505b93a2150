import { textOf } from '../../files/decode.js';
import { mayRunHelm } from '../../files/scan/commands.js';
import { isKustomization } from '../../files/scan/kustomization.js';
import { CONTAINER_WORDS } from '../../files/scan/values.js';
import type { Input, InputFile } from '../../model/input.js';
import { mayIndex } from '../carriers/indexes.js';
import { CARRIERS } from '../carriers/table.js';
import type { TreeText } from '../layers/texts.js';

export interface TextsRequest {
  readonly input: Input;
  readonly given: ReadonlyMap<string, InputFile>;
}

/** Words of what has no name of its own. */
const WORDS = [
  ...CARRIERS.flatMap(({ isCalled, word }) =>
    isCalled === undefined && word !== '' ? [word] : [],
  ),
  ...['HelmRepository', 'OCIRepository', 'helm_release'],
  // Single values that are set by the place of a container.
  ...CONTAINER_WORDS.map((word) => `${word}[`),
].map((word) => Buffer.from(word));

const CHART_FILE = /(?:^|\/)(?:Chart|requirements)\.yaml$/;
const LOCAL = Buffer.from('file://');
const CONFIG_MAP = Buffer.from('ConfigMap');

/** Every text of the repository that may say something of a release. */
export function releaseTexts(request: TextsRequest): readonly TreeText[] {
  return textsOf(request, (path, bytes) => {
    if (isKustomization(path) || CARRIERS.some(({ isCalled }) => isCalled?.(path))) return true;
    if (CHART_FILE.test(path)) return bytes.includes(LOCAL);
    return WORDS.some((word) => bytes.includes(word)) || mayIndex(bytes) || mayRunHelm(bytes);
  });
}

/** Texts with ConfigMaps by their names; nobody reads the tree for them before one is asked for. */
export function configMapTexts(request: TextsRequest): (name: string) => readonly TreeText[] {
  let byName: ReadonlyMap<string, readonly TreeText[]> | null = null;
  return (name) => {
    byName ??= namedIn(
      textsOf(request, (path, bytes) => /\.ya?ml$/i.test(path) && bytes.includes(CONFIG_MAP)),
    );
    return byName.get(name) ?? [];
  };
}

function namedIn(texts: readonly TreeText[]): ReadonlyMap<string, readonly TreeText[]> {
  const byName = new Map<string, TreeText[]>();
  for (const { path, text } of texts) {
    if (!/\bkind["']?:[ \t]*["']?ConfigMap\b/.test(text)) continue;
    for (const [, name = ''] of text.matchAll(/\bname["']?:[ \t]*["']?([\w.-]+)/g)) {
      const own = byName.get(name) ?? [];
      // Only where they are: there may be many, and large ones.
      if (own.at(-1)?.path !== path) byName.set(name, [...own, { path, text: '' }]);
    }
  }
  return byName;
}

function textsOf(
  { input, given }: TextsRequest,
  wanted: (path: string, bytes: Buffer) => boolean,
): readonly TreeText[] {
  const texts = new Map<string, string>();
  for (const files of [given.values(), input.beyond()])
    for (const file of files) {
      if (texts.has(file.path)) continue;
      const text = wantedText(file, wanted);
      if (text !== null) texts.set(file.path, text);
    }
  return [...texts].map(([path, text]) => ({ path, text }));
}

function wantedText(
  file: InputFile,
  wanted: (path: string, bytes: Buffer) => boolean,
): string | null {
  const bytes = file.load();
  if (!(bytes instanceof Uint8Array)) return null;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!wanted(file.path, buffer)) return null;
  return textOf({ path: file.path, load: () => bytes });
}
