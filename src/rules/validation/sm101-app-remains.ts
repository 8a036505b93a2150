import { hasUnseenApp } from '../../model/pod.js';
import { blocks, rule } from '../define.js';

/** The API server demands at least one entry in `containers`. */
export const appRemains = rule({
  code: 'SM101',
  title: 'a pod without a main container',
  sources: ['kubernetes/kubernetes pkg/apis/core/validation validateContainers', 'KEP-753'],
  effects: ['blocks'],
  absolute: true,
  harm: 'A pod needs at least one entry in containers; the API server rejects a pod without one.',
  seen: 'Every container of the pod would move.',
  fix: 'Keep the main container with --keep, or name fewer sidecars.',
  before: `containers:
- name: proxy
  image: envoyproxy/envoy:v1.31.0
- name: agent
  image: fluent/fluent-bit:3.1`,
  after: `containers:
- name: app
  image: registry.example.com/app:1
- name: proxy
  image: envoyproxy/envoy:v1.31.0`,
  check: ({ pod, apps, container }) =>
    apps.length > 0 || hasUnseenApp(pod)
      ? []
      : blocks(
          `moving ${container.name} would leave containers empty: all ${pod.containers.length} look like sidecars`,
          'name the main container: --keep <name>, or a comment "# sidecar-migrate: keep"',
        ),
});
