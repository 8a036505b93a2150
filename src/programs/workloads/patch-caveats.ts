import type { Caveat } from '../../model/pod.js';
import { textAt } from '../../model/value.js';
import { repositoryOf, tagOf } from '../../pod/classify/catalogue/image.js';
import { evaluate } from '../evaluate/evaluate.js';
import { type IndexPatch, isAbove, type SitePatches } from './index-patches.js';
import type { Patch } from './patches.js';
import { allContainers, type Site } from './site.js';

/** patches in the same file that count containers: they hit another one once one has gone. */
export function patchCaveats(site: Site, patches: SitePatches): readonly Caveat[] {
  const names = allContainers(site).map(({ value }) => textAt(value, ['name']) ?? '');
  const each = (say: (name: string, index: number) => Said | null): readonly Caveat[] =>
    names.flatMap((name, index): readonly Caveat[] => {
      const said = name === '' ? null : say(name, index);
      return said === null ? [] : [{ code: 'SM513', names: [name], ...said }];
    });
  return [
    ...patches.certain.flatMap((patch) => each((name) => ownSentence(patch, site, name))),
    ...patches.others.flatMap((patch) =>
      each((name, index) =>
        isAbove(patch, site)
          ? {
              severity: 'block',
              message: `JsonPatch ${patch.code} (${placeOf(patch)}) applies to the whole pod spec, with ${name} in it`,
              remedy: REMEDY,
            }
          : sentence(patch, name, index, names.length),
      ),
    ),
  ];
}

function placeOf({ node, scope }: Patch): string {
  const { line, character } = scope.file.getLineAndCharacterOfPosition(node.getStart());
  return `${scope.path}:${line + 1}:${character + 1}`;
}

type Said = Pick<Caveat, 'severity' | 'message' | 'remedy'>;

const REMEDY = 'write the patch into the object itself, or move the container by hand';

/** Fields that no rule looks at. */
const HARMLESS =
  /^\/(?:imagePullPolicy|workingDir|securityContext|terminationMessagePath|terminationMessagePolicy)(?:\/|$)/;

/** Another number in the tag is still the same image: `docker:27` and `docker:27-dind` are two. */
function isSameImage({ patch, rest }: IndexPatch, site: Site, name: string): boolean {
  const argument = patch.node.arguments[1];
  if (rest !== '/image' || patch.operation === 'remove' || argument === undefined) return false;
  const own = allContainers(site).find(({ value }) => textAt(value, ['name']) === name);
  const image = own === undefined ? undefined : textAt(own.value, ['image']);
  const value = evaluate(argument, patch.scope);
  return (
    image !== undefined &&
    typeof value === 'string' &&
    withoutNumber(value) === withoutNumber(image)
  );
}

function withoutNumber(image: string): string {
  return `${repositoryOf(image)}:${tagOf(image).replace(/[\d.]+/g, '')}`;
}

/** A patch that follows its container, unless it makes another one of it than the rules have seen. */
function ownSentence(own: IndexPatch, site: Site, name: string): Said | null {
  const { patch, rest } = own;
  if (own.name !== name || HARMLESS.test(rest) || isSameImage(own, site, name)) return null;
  const message = `JsonPatch ${patch.path ?? ''} (${placeOf(patch)}) changes ${name}, and the rules looked at it without that change`;
  return { severity: 'block', message, remedy: REMEDY };
}

function sentence(patch: Patch, name: string, index: number, count: number): Said | null {
  if (patch.path === null) {
    const severity = /ontainer/.test(patch.code) ? 'block' : 'warn';
    const message = `JsonPatch with the path ${patch.code} (${placeOf(patch)}): if it uses a container index, it would change a different container once ${name} has moved`;
    return {
      severity,
      message,
      remedy: severity === 'block' ? REMEDY : `${REMEDY}; otherwise accept SM513`,
    };
  }
  if (/\/initContainers(?:\/-)?$/.test(patch.path)) {
    const message = `JsonPatch ${patch.path} (${placeOf(patch)}) applies to the list that ${name} would move to`;
    return { severity: 'block', message, remedy: REMEDY };
  }
  const match = /\/containers(?:\/(\d+|-))?(?:\/|$)/.exec(patch.path);
  if (match === null) return null;
  const [, step] = match;
  const patched = step === undefined || step === '-' ? count : Number(step);
  if (index > patched) return null;
  const message =
    step === undefined
      ? `JsonPatch ${patch.path} (${placeOf(patch)}) applies to the whole list, and ${name} would not be in it`
      : `JsonPatch ${patch.path} (${placeOf(patch)}) uses a container index: once ${name} has moved it would change a different container`;
  return { severity: 'block', message, remedy: REMEDY };
}
