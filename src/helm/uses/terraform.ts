/** A `helm_release` of Terraform, as far as its text tells: HCL is not edited. */
export interface TerraformRelease {
  readonly name: string;
  readonly chart: string;
  readonly repository: string;
  readonly version: string;
  readonly files: readonly TerraformFile[];
  /** Names of single values: `sidecars[0].image`. */
  readonly settings: readonly string[];
  /** Whether values come from elsewhere in the program, too. */
  readonly isComputed: boolean;
  /** Offset of the block. */
  readonly start: number;
  readonly text: string;
}

export interface TerraformFile {
  /** From the folder of the module. */
  readonly written: string;
  /** Whether `templatefile` fills it in first. */
  readonly isTemplate: boolean;
}

const BLOCK = /\b(?:resource|data)\s+"helm_(?:release|template)"\s+"([^"]+)"\s*\{/g;

/** The releases of a file; what stands in variables is empty. */
export function terraformReleases(text: string): readonly TerraformRelease[] {
  const found: TerraformRelease[] = [];
  let from = 0;
  for (const match of text.matchAll(BLOCK)) {
    const start = match.index;
    // No release stands in another.
    if (start < from) continue;
    from = endOfBlock(text, start + match[0].length);
    const block = text.slice(start, from);
    found.push({
      name: match[1] ?? '',
      chart: literal(block, 'chart') ?? '',
      repository: literal(block, 'repository') ?? '',
      version: literal(block, 'version') ?? '',
      files: filesIn(block),
      settings: settingsIn(block),
      isComputed: isComputed(block),
      start,
      text: block,
    });
  }
  return found;
}

/** Behind the brace that closes a block; strings, comments and here-documents are passed over. */
function endOfBlock(text: string, from: number): number {
  // Linear: a quote that its line does not close is the last of the line.
  const token = /\\"|"(?:[^"\\\n]|\\.)*"|#[^\n]*|\/\/[^\n]*|\/\*|<<-?(\w{1,200})|[{}]/g;
  token.lastIndex = from;
  let depth = 1;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    if (match[0] === '{') depth++;
    else if (match[0] === '}' && --depth === 0) return token.lastIndex;
    else if (match[0] === '/*') {
      const end = text.indexOf('*/', token.lastIndex);
      if (end < 0) return text.length;
      token.lastIndex = end + 2;
    } else if (match[1] !== undefined) {
      const end = endOfHereDoc(text, match[1], token.lastIndex);
      if (end < 0) return text.length;
      token.lastIndex = end;
    }
  }
  return text.length;
}

function endOfHereDoc(text: string, mark: string, from: number): number {
  const line = text.indexOf('\n', from);
  if (line < 0) return -1;
  const end = new RegExp(`^[ \\t]*${mark}\\b`, 'm').exec(text.slice(line + 1));
  return end === null ? -1 : line + 1 + end.index + end[0].length;
}

/** An attribute that is a text without interpolation. */
function literal(block: string, key: string): string | null {
  const text = new RegExp(`(?:^|[{,;])[ \\t]*${key}[ \\t]*=[ \\t]*"([^"\\n]*)"`, 'm').exec(
    block,
  )?.[1];
  return text === undefined || text.includes('${') ? null : text;
}

/** What is no text, no file and no map that is written out. */
const ELSEWHERE = '(?:var|local|data|module|each|merge|concat|lookup|try|coalesce|for)\\b';
const IN_LIST = new RegExp(`(?:^|[[,])\\s{0,99}${ELSEWHERE}`, 'm');
const ENCODED = new RegExp(`(?:yaml|json)encode\\(\\s{0,99}${ELSEWHERE}`);

function isComputed(block: string): boolean {
  if (ENCODED.test(block)) return true;
  let from = 0;
  for (const match of block.matchAll(/\bvalues\s{0,99}=\s{0,99}(?=\S)/g)) {
    const start = match.index + match[0].length;
    if (start < from) continue;
    if (block[start] !== '[') return true;
    const close = block.indexOf(']', start);
    from = close < 0 ? block.length : close;
    if (IN_LIST.test(block.slice(start, from))) return true;
  }
  return false;
}

const FILE = /\b(file|templatefile)\(\s*"(?:\$\{path\.(?:module|root)\}\/|\.\/)?([^"]+)"/g;

function filesIn(block: string): readonly TerraformFile[] {
  return [...block.matchAll(FILE)].map(([, call, written = '']) => ({
    written,
    isTemplate: call === 'templatefile',
  }));
}

/** `set { name = "…" }`, and the list of the same that provider 3 has instead. */
function settingsIn(block: string): readonly string[] {
  const sets = block.search(/\bset(?:_list|_sensitive|_wo)?\s*(?:=\s*\[|\{)/);
  if (sets < 0) return [];
  return [...block.slice(sets).matchAll(/\bname\s*=\s*"([^"\n]+)"/g)].map(([, name = '']) => name);
}

/** Offsets of lists of containers that stand in the block itself: in `yamlencode`, or as YAML. */
export function containersInBlock({ text }: TerraformRelease): readonly number[] {
  const key =
    /(?<![\w$.])"?(\w*(?:[cC]ontainers|[sS]ide[cC]ars))"?[ \t]{0,99}(?:=[ \t]{0,99}\[\s{0,99}[^\]\s]|:[ \t]{0,99}(?:\[\s{0,99}[^\]\s]|[|>]?[^\S\n]{0,99}\n(?:[ \t]{0,200}#[^\n]{0,999}\n){0,99}[ \t]{0,200}-\s))/g;
  return [...text.matchAll(key)]
    .filter(([, name = '']) => !/init/i.test(name))
    .map(({ index }) => index);
}
