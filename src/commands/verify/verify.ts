import pc from 'picocolors';
import { findConfig } from '../../config/find.js';
import { settingsFrom } from '../../config/settings.js';
import { diskFiles } from '../../files/discover/disk.js';
import { printable } from '../../report/escape.js';
import { verificationJson } from '../../verify/json.js';
import type { Fault, Verification } from '../../verify/model.js';
import { verify } from '../../verify/verify.js';
import { type Paint, verificationText } from '../../verify/words.js';
import { formatMisuse, mainFormat } from '../asked-formats.js';
import type { MigrateFlags } from '../flags.js';
import { type Io, inputOf } from '../io.js';
import { writeOutput } from '../output.js';
import { wantsColoredDiff } from '../report.js';
import { sidesOf } from './sides.js';

export interface VerifyFlags extends MigrateFlags {
  readonly allowMixed?: boolean;
}

/** `sidecar-migrate verify`: exit 0 where the migration is right, or none; 1 where it is not; 2 for bad usage. */
export async function verifyCommand(
  words: readonly string[],
  flags: VerifyFlags,
  io: Io,
): Promise<number> {
  const say = (text: string): void => {
    io.stderr.write(`sidecar-migrate: verify: ${printable(text)}\n`);
  };
  const misuse = misuseOf(flags);
  if (misuse !== null) {
    say(`${misuse}; see sidecar-migrate verify --help`);
    return 2;
  }
  const files = diskFiles();
  const config = await findConfig({ files, cwd: io.cwd, given: flags.config ?? null, start: '.' });
  for (const message of [...config.errors, ...config.warnings]) say(message);
  const result = settingsFrom(flags, config.chain);
  if (!result.ok) say(result.message);
  if (!result.ok || config.errors.length > 0) return 2;
  const { cwd, env } = io;
  const sides = await sidesOf({
    files,
    cwd,
    env,
    words,
    input: async () => (await inputOf(io)).toString(),
  });
  if (!sides.ok) {
    say(sides.message);
    return 2;
  }
  const { before, after } = sides.value;
  const found = judged(await verify(before, after, result.settings), flags);
  if (!deliver(found, flags, io, say)) return 2;
  return found.verdict === 'wrong' ? 1 : 0;
}

/** The text, or what `--format` asks for instead; also into files. */
function deliver(
  found: Verification,
  flags: VerifyFlags,
  io: Io,
  say: (text: string) => void,
): boolean {
  const { format = [], output, quiet } = flags;
  const files = format.flatMap(({ file }) => file ?? []);
  const isJson = mainFormat(flags) === 'json';
  const main = isJson
    ? verificationJson(found)
    : quiet === true
      ? ''
      : verificationText(found, paintFor(flags, io));
  const written = files.map((file) => writeOutput(verificationJson(found), file, io, say));
  return writeOutput(main, output, io, say) && written.every(Boolean);
}

const ONLY_LOOKS = {
  write: '--write',
  check: '--check',
  prove: '--prove',
  synth: '--synth',
  removeWorkarounds: '--remove-workarounds',
} as const;

function misuseOf(flags: VerifyFlags): string | null {
  for (const [key, name] of Object.entries(ONLY_LOOKS))
    if (flags[key as keyof typeof ONLY_LOOKS])
      return `verify only reads an existing change: leave out ${name}`;
  const other = flags.format?.find(({ format }) => format !== 'json');
  if (other !== undefined) return `--format ${other.format}: verify prints text, or --format json`;
  const formats = formatMisuse(flags);
  if (formats !== null) return formats;
  if (flags.failOn !== undefined && flags.failOn !== 'review')
    return `--fail-on ${flags.failOn}: verify always fails if something is wrong; --fail-on review also fails for warnings`;
  return null;
}

/** What somebody has said to be right is listed, and what they want to fail for fails. */
function judged(found: Verification, { allowMixed, failOn }: VerifyFlags): Verification {
  const isMixed = ({ kind }: Fault): boolean => kind === 'mixed' || kind === 'comment';
  const allowed = allowMixed === true ? found.faults.filter(isMixed) : [];
  const failing = failOn === 'review' ? found.warnings : [];
  const faults = [...found.faults.filter((fault) => !allowed.includes(fault)), ...failing];
  const verdict =
    faults.length > 0 ? 'wrong' : found.verdict === 'wrong' ? verdictWithout(found) : found.verdict;
  return {
    ...found,
    verdict,
    faults,
    warnings: failOn === 'review' ? [] : found.warnings,
    others: [
      ...found.others,
      ...allowed.map(({ path, message }) => ({ path, object: '', message })),
    ],
  };
}

function verdictWithout({ pods }: Verification): Verification['verdict'] {
  return pods.length > 0 ? 'right' : 'none';
}

function paintFor(flags: VerifyFlags, io: Io): Paint {
  const { green, red, yellow, dim } = pc.createColors(
    flags.output === undefined && wantsColoredDiff(io, flags.color),
  );
  return { good: green, bad: red, warn: yellow, dim };
}
