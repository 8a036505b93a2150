import { informing, rule } from '../define.js';
import { namedByTool } from './named-by-tool.js';

export const buildTools = rule({
  code: 'SM526',
  title: 'a tool that builds and syncs containers',
  sources: ['skaffold.dev docs, docs.tilt.dev live_update'],
  effects: ['informs'],
  harm: 'Images are still found. Whether sync and debug by container name reach init containers is not known.',
  seen: 'The name of the sidecar, or of its file, in skaffold.yaml or a Tiltfile.',
  fix: 'Nothing to do.',
  check: informing((subject) =>
    namedByTool(
      subject,
      ['Skaffold', 'Tilt'],
      (tool, name, place) =>
        `${tool} refers to ${name}: its images are still found; whether sync and debug by container name reach init containers is not known (${place})`,
    ),
  ),
});
