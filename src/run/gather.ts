import { transformFor } from '../../transforms/index.js';
import { besideOf, byPlace, type ReadFile, Repository } from '../files/repository.js';
import { releases } from '../helm/releases/releases.js';
import type { Input } from '../model/input.js';
import type { Pod } from '../model/pod.js';
import type { Settings } from '../model/settings.js';
import type { Problem } from '../model/source.js';
import type { Tree } from '../model/tree.js';
import { growTree } from './grow-tree.js';
import { kustomized } from './kustomized.js';
import type { Survey } from './survey.js';

export interface GatherRequest {
  readonly pods: readonly Pod[];
  readonly input: Input;
  readonly settings: Settings;
  readonly survey: Survey;
  /** Files with a sidecar that a patch brings in. */
  readonly patched: readonly string[];
}

/** Everything that a decision looks at. */
export interface Gathered {
  /** With what kustomizations and releases make of them, in the order of their places. */
  readonly pods: readonly Pod[];
  /** With the files that kustomizations brought in. */
  readonly survey: Survey;
  /** Every file that a change may have to write. */
  readonly surveyed: ReadonlyMap<string, ReadFile>;
  readonly tree: Tree;
  readonly problems: readonly Problem[];
}

/** Joins to the pods of the first pass what the rest of the tree makes and says of them. */
export async function gather(request: GatherRequest): Promise<Gathered> {
  const { input, settings } = request;
  const transform = await transformFor({ path: 'any.yaml', text: '', provenance: null });
  if (transform === null) throw new Error('no transform claims YAML');
  const { given } = request.survey;
  const repository = new Repository({ input, settings, given, transform });
  const isValues = ({ values }: Pod): boolean => values !== undefined;
  const workloads = request.survey.pods.filter((pod) => !isValues(pod));
  const {
    pods: others,
    survey,
    graphOf,
    problems,
  } = kustomized({
    ...request,
    pods: request.pods.filter((pod) => !isValues(pod)),
    survey: { ...request.survey, pods: workloads },
    repository,
  });
  const charted = releases({
    pods: request.pods.filter(isValues),
    input,
    settings,
    given,
    read: repository.sources.read,
    readOnly: repository.sources.readOnly,
  });
  const pods = [...others, ...charted].sort(byPlace);
  const { readOnly } = repository.sources;
  const { tree, read } = await growTree({
    pods,
    input,
    given,
    readOnly,
    settings,
    graphOf,
    programs: async () => {
      const { programObjects } = await import('../../transforms/cdk8s/index.js');
      return (path, text) => programObjects(path, text, besideOf(input));
    },
  });
  const surveyed = new Map([...repository.read, ...read, ...survey.surveyed]);
  return { pods, survey, surveyed, tree, problems };
}
