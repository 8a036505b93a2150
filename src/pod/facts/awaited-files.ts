import { type Container, isNative } from '../../model/container.js';
import type { Pod } from '../../model/pod.js';
import { isMap, listAt } from '../../model/value.js';
import { endingLoops } from './ends.js';
import { ASKS } from './files.js';
import { overlap } from './graph/scene.js';
import { callsIn, leaves, loopsIn, programOf } from './programs.js';
import { allCalls } from './scripts.js';
import { isWriteOf } from './sentinels.js';
import type { Call, Loop } from './shell.js';

/** A file that the script of a container waits for before it starts its program. */
export interface AwaitedFile {
  readonly path: string;
  /** Those beside it that may make it: they mount its volume and may write there. */
  readonly writers: readonly Container[];
  /** Whether anybody else may: a volume of the node or of a driver, or a process started before. */
  readonly others: boolean;
}

/** Files that are awaited, but for those that are there before the container starts, or that it makes. */
export function awaitedFiles(container: Container, pod: Pod): readonly AwaitedFile[] {
  const program = programOf(container);
  const loops = loopsIn(program);
  const ending = new Set(endingLoops(loops));
  return loops
    .filter((loop) => !ending.has(loop))
    .flatMap((loop) => [...new Set(pathsOf(loop))].map((path) => ({ loop, path })))
    .filter(({ loop, path }) => !makesItself(container, loop, path))
    .flatMap(({ loop, path }) => {
      const found = makersOf(path, container, pod);
      const isBusy = callsIn(program).some(
        (call) => call.background && call.start < loop.start && !isHarmlessHere(call),
      );
      return found === null ? [] : [{ path, ...found, others: found.others || isBusy }];
    });
}

/** What the loop asks for to go on. */
function pathsOf(loop: Loop): readonly string[] {
  const isOver = loop.endless ? !loop.bounded && leaves(loop) : loop.runsWhile === 'failure';
  if (!isOver) return [];
  return (loop.endless ? loop.body : loop.condition)
    .filter(({ name }) => ASKS.test(name) && name !== 'date')
    .flatMap(({ args }) => [...args.join(' ').matchAll(/(?<![\w.$}/-])\/[\w.*?@:/-]{2,300}/g)])
    .map(([path]) => path)
    .filter((path) => !OF_THE_SYSTEM.test(path));
}

/** What the kernel or the kubelet makes before any container runs. */
const OF_THE_SYSTEM =
  /^\/(?:proc|sys|dev|bin|usr|sbin)\/|^\/(?:var\/)?run\/secrets\/kubernetes\.io\//;

/** Commands that only make ready what another one fills. */
const PREPARES = /^(?:mkdir|chmod|chown|chgrp|rm|ls|cd|echo|printf|sleep|)$/;

function isHarmlessHere({ name }: Call): boolean {
  return /^(?:sleep|echo|tail)$/.test(name);
}

/** A command of its own that is over before the loop, or runs beside it, and names the file. */
function makesItself(container: Container, loop: Loop, path: string): boolean {
  const own = new Set([...loop.condition, ...loop.body].filter(({ name }) => ASKS.test(name)));
  const directory = path.slice(0, path.lastIndexOf('/'));
  return allCalls(container).some((call) => {
    if (own.has(call) || ASKS.test(call.name) || loop.after.includes(call)) return false;
    if (call.text.includes(path)) return !/^(?:rm|chmod|chown)$/.test(call.name);
    return directory !== '' && call.text.includes(directory) && !PREPARES.test(call.name);
  });
}

/** Sources of a volume that are filled before any container of the pod starts. */
const FILLED = ['configMap', 'secret', 'projected', 'downwardAPI', 'image', 'gitRepo'];
const OF_THE_POD = ['emptyDir', 'ephemeral', 'persistentVolumeClaim'];

function makersOf(
  path: string,
  container: Container,
  { spec, initContainers, containers }: Pod,
): Omit<AwaitedFile, 'path'> | null {
  const mount = usesOf(container)
    .filter((use) => path.startsWith(`${use.path}/`))
    .sort((a, b) => b.path.length - a.path.length)[0];
  if (mount === undefined) return { writers: [], others: false };
  const source = listAt(spec, ['volumes']).find(
    (volume) => isMap(volume) && volume.name === mount.volume,
  );
  const keys = isMap(source) ? Object.keys(source).filter((key) => key !== 'name') : ['unknown'];
  if (keys.some((key) => FILLED.includes(key))) return null;
  const mayWrite = (other: Container): boolean =>
    other !== container &&
    usesOf(other).some(
      (use) => use.volume === mount.volume && !use.readOnly && overlap(use, mount),
    );
  if (initContainers.some((init) => !isNative(init) && mayWrite(init))) return null;
  const all = [...initContainers, ...containers].filter(mayWrite);
  const file = { path, volume: mount.volume };
  const shown = all.filter((other) => allCalls(other).some((call) => isWriteOf(call, other, file)));
  return {
    writers: shown.length > 0 ? shown : all,
    others: shown.length === 0 && keys.some((key) => !OF_THE_POD.includes(key)),
  };
}

interface Use {
  readonly volume: string;
  readonly path: string;
  readonly subPath: string;
  readonly readOnly: boolean;
}

function usesOf({ value }: Container): readonly Use[] {
  return listAt(value, ['volumeMounts']).flatMap((mount) =>
    isMap(mount) && typeof mount.name === 'string' && typeof mount.mountPath === 'string'
      ? [
          {
            volume: mount.name,
            path: mount.mountPath.replace(/\/{1,20}$/, ''),
            subPath: String(mount.subPath ?? mount.subPathExpr ?? ''),
            readOnly: mount.readOnly === true,
          },
        ]
      : [],
  );
}
