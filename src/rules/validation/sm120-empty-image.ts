import { rule, warns } from '../define.js';

/** Nothing, or a word that an injector replaces (istio.io docs, additional-setup/sidecar-injection). */
const NOTHING = /^\s*(?:auto\s*)?$/;

/** Whoever fills it in finds the container by its name, and looks for that in containers. */
export const emptyImage = rule({
  code: 'SM120',
  title: 'an image that another program sets',
  sources: ['kubernetes/kubernetes pkg/apis/core/validation validateContainers, image: Required'],
  effects: ['warns'],
  harm: 'If the image is empty or left out, another program sets it: an operator, an injector, a script. It finds the container by its name, and most look only at containers; the API server rejects a container without an image.',
  seen: 'The image of the sidecar is missing, empty, null, or the word auto.',
  fix: 'Make what sets the image look at initContainers as well, or write the image.',
  before: `containers:
- name: kube-rbac-proxy
  image: ""`,
  after: `containers:
- name: kube-rbac-proxy
  image: quay.io/brancz/kube-rbac-proxy:v0.18.0`,
  check: ({ container: { name, value }, pod }) => {
    const { image } = value;
    // What a chart or an operator adds to a container of its own has a rule of its own.
    if (image === undefined && pod.values !== undefined) return [];
    if (image != null && !(typeof image === 'string' && NOTHING.test(image))) return [];
    const what = whatIs(image);
    return warns(
      `${name} has ${what}: another program sets it, most likely by the name of the container and only in containers, and the API server rejects a container without an image`,
      `check that what sets the image of ${name} also looks at initContainers, then accept SM120`,
    );
  },
});

function whatIs(image: unknown): string {
  if (image === undefined) return 'no image';
  return image === 'auto' ? 'the word auto for its image' : 'an empty image';
}
