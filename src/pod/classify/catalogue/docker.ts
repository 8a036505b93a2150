import { hasWord } from '../command.js';
import { dual, endsBy, families } from './family.js';
import { tagOf } from './image.js';

/** What builds and runs containers for what runs beside it. */
export const DOCKER = families('docker-in-docker', [
  [
    'docker-in-docker',
    ['docker', 'library/docker', 'docker-dind', 'docker-in-docker', 'dind'],
    ['dind', 'docker-in-docker', 'docker-dind', 'dind-daemon'],
    'docs.gitlab.com runner executors/kubernetes; actions/actions-runner-controller gha-runner-scale-set dind',
    {
      suffixes: ['dind', 'dind-rootless'],
      // A client that runs something is what its container is there for.
      modes: [{ becomes: 'other', sub: ['run', 'compose', 'stack'] }],
      programs: ['docker', 'dockerd', 'dockerd-entrypoint.sh', 'docker-entrypoint.sh'],
      when: (container) => {
        const image = container.image ?? '';
        return (
          /dind/.test(tagOf(image)) ||
          /dind|docker-in-docker/.test(image) ||
          hasWord(container, 'dockerd')
        );
      },
    },
  ],
  [
    'buildkitd',
    ['moby/buildkit', 'buildkit'],
    ['buildkitd', 'buildkit-sidecar', 'buildkit'],
    'moby/buildkit examples/kubernetes',
    {
      nature: dual('sure'),
      programs: ['buildkitd', 'buildctl', 'buildctl-daemonless.sh', 'rootlesskit'],
      modes: [endsBy('build', 'prune', 'du', 'debug', 'dial-stdio')],
    },
  ],
  [
    'podman-service',
    ['podman/stable', 'podman'],
    ['podman-service', 'podman-sidecar'],
    'docs.podman.io, podman-system-service',
    {
      nature: dual('never'),
      programs: ['podman'],
      modes: [
        { becomes: 'runs', sub: ['system service'] },
        endsBy('build', 'push', 'pull', 'login', 'run', 'tag', 'save', 'load', 'image'),
      ],
      otherwise: 'other',
    },
  ],
]);
