import { mayHoldPod } from '../../files/scan/pod.js';
import { firstContainers, isTerraform } from '../../files/scan/values.js';
import type { Problem, SourceFile } from '../../model/source.js';
import type { Transform } from '../../model/transform.js';
import { linesOf } from '../../text/lines.js';
import { placeIn } from '../../text/place.js';
import { containersInBlock, terraformReleases } from '../uses/terraform.js';

/** Values with containers that nobody can edit as text: they are noticed, and no more. */
export const unedited: Transform<null> = {
  id: 'helm-values-unedited',
  read: (file) => ({ file, data: null, problems: problemsIn(file), comments: [] }),
  pods: () => [],
  edit: () => ({ ok: true, edits: [] }),
  project: () => new Map(),
};

function problemsIn(file: SourceFile): readonly Problem[] {
  if (isTerraform(file.path))
    return terraformReleases(file.text).flatMap((release) =>
      containersInBlock(release).map((offset) =>
        problem(
          file,
          release.start + offset,
          `holds containers in the values of the helm_release ${release.name}, and Terraform files are not edited`,
          'move the sidecar to the init containers of the chart by hand, with restartPolicy: Always; or keep the values in a separate file that is named with file()',
        ),
      ),
    );
  return [goTemplateProblem(file) ?? []].flat();
}

/** Containers in a file that helmfile fills in before it reads it; null where it holds none. */
export function goTemplateProblem(file: SourceFile): Problem | null {
  const at = firstContainers(file.text);
  if (at === null || (isPodOfOne(file.text, at) && !mayHoldPod(file.text))) return null;
  return problem(
    file,
    at,
    'holds containers, and is a Go template that helmfile fills in: it is not YAML before that',
    'move the sidecar to the init containers of the chart by hand, with restartPolicy: Always',
  );
}

/** The one container of a manifest in values: `spec` above `containers` tells it. */
function isPodOfOne(text: string, at: number): boolean {
  const start = text.lastIndexOf('\n', at) + 1;
  const above = text.slice(0, start).split('\n').reverse();
  const parent = above.find((line) => /^ *[\w"']/.test(line) && line.search(/\S/) < at - start);
  return text.startsWith('containers', at) && /^ *["']?spec["']?:/.test(parent ?? '');
}

function problem(file: SourceFile, offset: number, message: string, remedy: string): Problem {
  const place = placeIn(linesOf(file.text), file.path, offset);
  return { kind: 'unedited', path: file.path, place, message, remedy };
}
