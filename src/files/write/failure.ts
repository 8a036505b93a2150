import { codeOf } from '../discover/disk.js';
import { AttributesLost } from './attributes.js';

/** A file that could not be written, and what became of its change. */
export interface WriteFailure {
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
}

const REASONS: Readonly<Record<string, readonly [message: string, remedy: string]>> = {
  ENOSPC: ['the disk is full', 'free some space and run again'],
  EDQUOT: ['the disk quota is used up', 'free some space and run again'],
  EFBIG: [
    'the file would be larger than the limit allows',
    'raise the limit (ulimit -f) and run again',
  ],
  EACCES: ['no permission to write in its folder', 'run as a user with permission'],
  EPERM: ['no permission to write it', 'run as a user with permission'],
  EBUSY: [
    'it is a mount point itself, such as a single file mounted into a container, and cannot be replaced',
    'mount its folder instead and run again',
  ],
  EROFS: ['its file system is read-only', 'mount it for writing'],
  EEXIST: ['another run is writing it right now', 'wait for it to end, then run again'],
  ENOENT: ['it is gone: something removed it during the run', 'run again'],
  EMFILE: ['too many files are open', 'raise the limit (ulimit -n) and run again'],
  EIO: ['the disk reports an error', 'check the disk and run again'],
};

export function failureOf(path: string, error: unknown): WriteFailure {
  if (error instanceof AttributesLost)
    return {
      path,
      message: `its owner, access list or extended attributes cannot be kept (${error.message})`,
      remedy: 'run as a user with permission, or write it by hand',
    };
  const code = codeOf(error);
  const [message, remedy] = REASONS[code] ?? [
    `it could not be written (${code === 'unknown error' ? String(error) : code})`,
    'check the disk and run again',
  ];
  return { path, message, remedy };
}
