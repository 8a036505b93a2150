import { isInline } from '../files/scan/inline.js';
import { listAt, mapAt, type Path, textAt, type Value, type ValueMap } from '../model/value.js';

/** Fields of a kustomization that gather files and folders (types.Kustomization). */
export const GATHERED = ['resources', 'bases', 'components'] as const;

/** Those that patch what was gathered. */
export const PATCHES = ['patches', 'patchesStrategicMerge', 'patchesJson6902'] as const;

/** Those that have charts inflated. */
export const CHARTS = ['helmCharts', 'helmChartInflationGenerator'] as const;

/** The name of a list of patches. */
export type PatchKey = (typeof PATCHES)[number];

/** One entry of a list of patches: the text of a patch, or the file that it is in. */
export interface PatchEntry {
  readonly at: Path;
  readonly target: ValueMap | undefined;
  readonly inline: { readonly at: Path; readonly text: string } | null;
  readonly file: string | null;
}

/** The patches of a kustomization: `patches` held paths before they were objects, and still may. */
export function patchEntriesIn(
  kustomization: Value,
  keys: readonly PatchKey[] = PATCHES,
): readonly PatchEntry[] {
  return keys.flatMap((key) =>
    listAt(kustomization, [key]).map((value, i): PatchEntry => {
      const at = [key, i];
      const target = mapAt(value, ['target']);
      if (typeof value === 'string')
        return isInline(value)
          ? { at, target, inline: { at, text: value }, file: null }
          : { at, target, inline: null, file: value };
      const text = textAt(value, ['patch']);
      const inline = text === undefined ? null : { at: [...at, 'patch'], text };
      return { at, target, inline, file: textAt(value, ['path']) ?? null };
    }),
  );
}
