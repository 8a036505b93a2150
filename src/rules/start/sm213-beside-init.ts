import { isNative } from '../../model/container.js';
import { mountsOf } from '../../pod/classify/command.js';
import { rule, warns } from '../define.js';

/** An init container that used to have a volume to itself now finds the sidecar writing in it. */
export const besideInit = rule({
  code: 'SM213',
  title: 'a volume that an init container now shares with the sidecar',
  sources: ['KEP-753, Backward compatibility'],
  effects: ['warns'],
  harm: 'An init container that used a volume alone now runs while the sidecar writes to it.',
  seen: 'Both mount the same volume for writing, and the sidecar comes before the init container.',
  fix: 'Check that the init container can share the volume, then accept SM213.',
  before: `initContainers:
- name: chown
  volumeMounts: [{name: data, mountPath: /data}]
containers:
- name: agent
  volumeMounts: [{name: data, mountPath: /data}]`,
  check: ({ pod, container, before: placed }) => {
    const before = placed.get(container) ?? null;
    if (before === null) return [];
    const index = pod.initContainers.findIndex(({ name }) => name === before);
    const own = mountsOf(container).filter(({ readOnly }) => !readOnly);
    return pod.initContainers.slice(Math.max(index, 0)).flatMap((init) => {
      if (isNative(init)) return [];
      const shared = mountsOf(init).find(
        (mount) => !mount.readOnly && own.some(({ volume }) => volume === mount.volume),
      );
      if (shared === undefined) return [];
      return warns(
        `${container.name} runs beside the init container ${init.name}, and both write to the volume ${shared.volume}`,
        `check that ${init.name} does not need ${shared.path} to itself, then accept SM213`,
      );
    });
  },
});
