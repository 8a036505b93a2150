import { lookUp } from '../../../classify/catalogue/index.js';
import { commandText, mountsOf } from '../../../classify/command.js';
import { envValues } from '../../../facts/scripts.js';
import type { Container } from '../../../model/pod.js';
import type { Rule, Subject } from '../../../model/rule.js';

/** The socket is there only once App has made it: until then the sidecar retries or crashes. */
export const appSocket: Rule = {
  code: 'SM218',
  title: 'a socket that the application makes',
  sources: ['KEP-753, Pod startup completed condition', 'kubernetes-csi/docs sidecar-containers'],
  absolute: false,
  check: (subject) => {
    const { container } = subject;
    const shared = sharedSocket(subject);
    const isHelper = lookUp(container)?.family.category === 'csi-helper';
    if (shared === null && !isHelper) return [];
    const where = shared ?? 'the socket of its driver';
    return [
      {
        severity: 'warn',
        message: `${container.name} dials ${where}, which the application makes: it now starts before that, and is stopped after the application`,
        remedy: `see that ${container.name} retries until the socket is there, then accept SM218`,
      },
    ];
  },
};

const SOCKET = /(?:unix:(?:\/\/)?)?(\/[\w./-]{1,108}\.sock(?:et)?)\b/g;

function sharedSocket({ container, apps }: Subject): string | null {
  const own = mountsOf(container);
  for (const [, path = ''] of wordsOf(container).matchAll(SOCKET)) {
    const mount = own.find(({ path: directory }) =>
      path.startsWith(`${directory.replace(/\/$/, '')}/`),
    );
    const file = path.slice(path.lastIndexOf('/') + 1);
    const maker = apps.find(
      (app) =>
        mountsOf(app).some(({ volume, readOnly }) => volume === mount?.volume && !readOnly) &&
        wordsOf(app).includes(file),
    );
    if (maker !== undefined) return `${path} of ${maker.name}`;
  }
  return null;
}

function wordsOf(container: Container): string {
  return [commandText(container), ...envValues(container)].join(' ');
}
