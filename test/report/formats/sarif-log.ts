/** What tests read of a SARIF log. */
export interface SarifLog {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly SarifRule[] } };
      readonly results: readonly SarifResult[];
    },
  ];
}

export interface SarifRule {
  readonly id: string;
  readonly helpUri: string;
  readonly help: { readonly text: string };
}

export interface SarifResult {
  readonly ruleId: string;
  readonly message: { readonly text: string };
  readonly locations: readonly [
    {
      readonly physicalLocation: {
        readonly artifactLocation: { readonly uri: string };
        readonly region: { readonly startLine: number; readonly startColumn: number };
      };
    },
  ];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly fixes?: readonly { readonly artifactChanges: readonly ArtifactChange[] }[];
}

interface ArtifactChange {
  readonly artifactLocation: { readonly uri: string };
  readonly replacements: readonly Replacement[];
}

interface Replacement {
  readonly deletedRegion: Region;
  readonly insertedContent: { readonly text: string };
}

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export function parsedSarif(text: string): SarifLog {
  return JSON.parse(text) as SarifLog;
}

/** The files after all fixes of a log, made as a viewer makes them: what two fixes both have is made once. */
export function withFixes(
  log: SarifLog,
  files: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const byPath = new Map<string, Map<string, Replacement>>();
  for (const { fixes = [] } of log.runs[0].results)
    for (const { artifactLocation, replacements } of fixes.flatMap((fix) => fix.artifactChanges)) {
      const path = decodeURIComponent(artifactLocation.uri);
      const own = byPath.get(path) ?? new Map<string, Replacement>();
      for (const each of replacements) own.set(JSON.stringify(each), each);
      byPath.set(path, own);
    }
  return new Map(
    [...byPath].map(([path, own]) => [path, replaced(files.get(path) ?? '', [...own.values()])]),
  );
}

function replaced(text: string, replacements: readonly Replacement[]): string {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const offset = (line: number, column: number): number => (starts[line - 1] ?? NaN) + column - 1;
  const edits = replacements.map(({ deletedRegion: at, insertedContent }) => ({
    start: offset(at.startLine, at.startColumn),
    end: offset(at.endLine, at.endColumn),
    text: insertedContent.text,
  }));
  edits.sort((a, b) => b.start - a.start);
  let after = text;
  let last = Number.POSITIVE_INFINITY;
  for (const { start, end, text: inserted } of edits) {
    if (!(start <= end && end < last)) throw new Error(`replacements touch at ${start}-${end}`);
    last = start;
    after = after.slice(0, start) + inserted + after.slice(end);
  }
  return after;
}
