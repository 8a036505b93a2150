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
  return [...text.matchAll(BLOCK)].map((match) => {
    const start = match.index;
    const block = text.slice(start, endOfBlock(text, start + match[0].length));
    return {
      name: match[1] ?? '',
      chart: literal(block, 'chart') ?? '',
      repository: literal(block, 'repository') ?? '',
      version: literal(block, 'version') ?? '',
      files: filesIn(block),
      settings: settingsIn(block),
      isComputed: COMPUTED.test(block),
      start,
      text: block,
    };
  });
}

/** Behind the brace that closes a block; strings, comments and here-documents are passed over. */
function endOfBlock(text: string, from: number): number {
  const token = /"(?:[^"\\\n]|\\.)*"|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/|<<-?(\w+)[^\n]*\n|[{}]/g;
  token.lastIndex = from;
  let depth = 1;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    if (match[0] === '{') depth++;
    else if (match[0] === '}' && --depth === 0) return token.lastIndex;
    else if (match[1] !== undefined) {
      const end = new RegExp(`^[ \\t]*${match[1]}\\b`, 'm').exec(text.slice(token.lastIndex));
      token.lastIndex = end === null ? text.length : token.lastIndex + end.index + end[0].length;
    }
  }
  return text.length;
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
const COMPUTED = new RegExp(
  `\\bvalues\\s*=\\s*(?!\\[)\\S|\\bvalues\\s*=\\s*(?=\\[)[^\\]]*?(?:^|[[,])\\s*${ELSEWHERE}|(?:yaml|json)encode\\(\\s*${ELSEWHERE}`,
  'm',
);

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
    /(?<![\w$.])"?(\w*(?:[cC]ontainers|[sS]ide[cC]ars))"?[ \t]*(?:=[ \t]*\[\s*[^\]\s]|:[ \t]*(?:\[\s*[^\]\s]|[|>]?[^\S\n]*\n(?:[ \t]*#[^\n]*\n)*[ \t]*-\s))/g;
  return [...text.matchAll(key)]
    .filter(([, name = '']) => !/init/i.test(name))
    .map(({ index }) => index);
}
