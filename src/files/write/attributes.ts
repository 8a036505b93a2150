import { runToEnd } from '../../process/child.js';
import { type Environment, findProgram } from '../../process/find.js';

/** What a file has beside its bytes could not be given to another. */
export class AttributesLost extends Error {}

const LIMITS = { milliseconds: 10_000, bytes: 1024 * 1024 };
const NO_DATA = '--attributes-only';

/** Found out once, when the first file is written. */
let known: Promise<string | null> | null = null;

/**
 * Gives a file the access control list and the extended attributes of another. Node cannot see either; the cp
 * of GNU can, and leaves the bytes alone. Where there is no such cp, a file keeps its mode and owner only.
 */
export async function copyAttributes(
  from: string,
  to: string,
  env: Environment = process.env,
): Promise<void> {
  const program = await copier(env);
  if (program === null) return;
  const { failure, said } = await runToEnd(
    [program, NO_DATA, '--preserve=mode,xattr', '--', from, to],
    '/',
    { LC_ALL: 'C' },
    LIMITS,
  );
  if (failure === null) return;
  const words = failure.byItself ? (said.split('\n')[0] ?? '') : failure.message;
  throw new AttributesLost(words.replace(/^\S*cp: /, '').replaceAll(to, from));
}

/** Whether access lists and extended attributes are seen at all here: not on macOS, nor with the cp of BusyBox. */
export async function seesAttributes(env: Environment): Promise<boolean> {
  return (await copier(env)) !== null;
}

function copier(env: Environment): Promise<string | null> {
  known ??= process.platform === 'linux' ? findCopier(env) : Promise.resolve(null);
  return known;
}

async function findCopier(env: Environment): Promise<string | null> {
  const program = findProgram('cp', { PATH: `${env.PATH ?? ''}:/usr/bin:/bin` }, [process.cwd()]);
  if (program === null) return null;
  const { text, failure } = await runToEnd([program, '--help'], '/', { LC_ALL: 'C' }, LIMITS);
  return failure === null && text.includes(NO_DATA) ? program : null;
}
