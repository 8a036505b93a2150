import { type Document, isCollection, isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';
import { type Case, type Files, saidOf } from './cases.js';

export type Path = readonly (string | number)[];

/**
 * The smallest part of a case without which its rule says nothing, while its sidecar is still one; of
 * what is true of every migration the part without which nothing moves. Null where there is none.
 */
export async function mutationOf({ code, severity, fires, options }: Case): Promise<string | null> {
  const word = `${code} ${severity}`;
  // What is true of every migration stops only where nothing moves.
  let last: string | null = null;
  for (const { file, document, path, without } of parts(fires)) {
    const { said, moves } = await saidOf(without, options);
    if (said.includes(word)) continue;
    const part = `${file === 'app.yaml' ? '' : `${file} `}${document > 0 ? `#${document} ` : ''}${path.join('.')}`;
    if (moves && !NEEDED.test(String(path.at(-1)))) return part;
    last ??= part;
  }
  const plain = await saidOf(fires, {});
  return options !== undefined && !plain.said.includes(word)
    ? `option ${Object.keys(options).join(', ')}`
    : last;
}

interface Part {
  readonly file: string;
  readonly document: number;
  readonly path: Path;
  readonly size: number;
  readonly without: Files;
}

/** Every key and item of the files, smallest first, with the files as they are without it. */
function parts(fires: Files): readonly Part[] {
  const all = Object.entries(fires).flatMap(([file, text]) =>
    file.endsWith('.ts') ? linesOf(fires, file, text) : documentsOf(fires, file, text),
  );
  return all.sort((a, b) => a.size - b.size);
}

/** Of a program each line can go. */
function linesOf(fires: Files, file: string, text: string): readonly Part[] {
  const lines = text.split('\n');
  return lines.map((line, i) => ({
    file,
    document: 0,
    path: [`line ${i + 1}`],
    size: line.length,
    without: { ...fires, [file]: lines.toSpliced(i, 1).join('\n') },
  }));
}

function documentsOf(fires: Files, file: string, text: string): readonly Part[] {
  return parseAllDocuments(text).flatMap((document, index) =>
    pathsOf(document).flatMap((path): Part[] => {
      const documents = parseAllDocuments(text);
      const node = documents[index]?.getIn(path, true);
      documents[index]?.deleteIn(path);
      const texts = documents.map(printed);
      if (texts.includes(null)) return [];
      const without = { ...fires, [file]: texts.join('---\n') };
      return [{ file, document: index, path, size: JSON.stringify(node ?? null).length, without }];
    }),
  );
}

/** Null where an alias has lost its anchor. */
function printed(document: Document): string | null {
  try {
    return String(document);
  } catch {
    return null;
  }
}

/** Names, images and kinds make a pod what it is, and stay. */
const NEEDED = /^(?:name|image|kind|apiVersion|containers|spec|template|metadata)$/;

export function pathsOf(document: Document): readonly Path[] {
  const paths: Path[] = [];
  const walk = (node: unknown, path: Path): void => {
    if (!isCollection(node)) return;
    const steps = isMap(node)
      ? node.items.map(({ key, value }) => [isScalar(key) ? String(key.value) : '', value] as const)
      : isSeq(node)
        ? node.items.map((value, i) => [i, value] as const)
        : [];
    for (const [step, value] of steps) {
      const own = [...path, step];
      const isContainer = path.at(-1) === 'containers' && typeof step === 'number' && step < 2;
      if (!isContainer && step !== 'apiVersion') paths.push(own);
      walk(value, own);
    }
  };
  walk(document.contents, []);
  return paths;
}
