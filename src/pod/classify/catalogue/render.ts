import { CATALOGUE } from './families.js';
import type { Becomes, Family, Mode, Presence } from './family.js';

const HEAD = `# Roles

What sidecar-migrate knows about images, and which role a container has because of it. Generated from
\`src/pod/classify/catalogue\`; a test checks it.

A family that is **only a helper** is a sidecar beside any other container. A **dual** family is used as a sidecar and on
its own: the table says what makes it a sure sidecar. A **store** is a sidecar only of a container that uses it on
localhost. A container of any family is a main container if its workload is named after it, if the annotation
\`kubectl.kubernetes.io/default-container\` or you name it, or if all other containers are helpers.

`;

/** What a presence asks for: what makes it sure, and what makes it the application. */
const PRESENCES: Readonly<Record<Presence, readonly [title: string, sure: string, app: string]>> = {
  sure: [
    'Agents that run beside a main container and rarely on their own',
    'A container of no family is beside it that is not named like an agent, or that is a proxy with clients; or it has a relation with a container that is not an agent. It is the only one of its image and of its family, or each of them has such a relation.',
    'All other containers are helpers or stores; or it is a tunnel with a port of its own, or in a pod that forwards packets.',
  ],
  intake: [
    'Agents that may also collect what other pods send',
    'As above, and it declares no port to receive data, or the other container serves something.',
    'It receives data and no other container serves anything; or all other containers are helpers or stores.',
  ],
  front: [
    'Proxies',
    'Exactly one other container is of no family, and it declares ports or does the work of a Job, and the proxy is not reachable from outside: no hostPort, no port named http, https or web, none of 80, 443, 8080, 8443; or another container has a relation to it.',
    'It has a name like that of a main container (web, main, gateway, some-app); or all other containers are helpers.',
  ],
  never: [
    'Sidecars only if another container uses them',
    'Another container has a relation to it: it connects to it on localhost, or reads what it writes.',
    'All other containers are helpers.',
  ],
};

/** docs/roles.md. */
export function renderRoles(): string {
  return [
    HEAD,
    '## Dual families\n\n',
    ...(['sure', 'intake', 'front', 'never'] as const).map(presenceSection),
    '## Modes\n\n',
    'A mode that ends is meant to finish, and is blocked (SM212). `*` stands for every other command line; (none) for an empty one.\n\n',
    table(['family', 'ends', 'is a store', 'is something else'], CATALOGUE.flatMap(modeRow)),
    '\n## Stores\n\n',
    table(['family', 'images', 'ports', 'source'], CATALOGUE.flatMap(storeRow)),
    '\n## Only helpers\n\n',
    table(['family', 'images', 'names', 'source'], CATALOGUE.flatMap(helperRow)),
  ].join('');
}

function presenceSection(presence: Presence): string {
  const [title, sure, app] = PRESENCES[presence];
  const rows = CATALOGUE.flatMap(({ id, images, names, nature, source }) =>
    nature.kind === 'dual' && nature.presence === presence
      ? [[id, coded(images), coded(names), source]]
      : [],
  );
  const lines = `A sure sidecar: ${sure}\n\nA main container: ${app}\n\n`;
  return `### ${title}\n\n${lines}${table(['family', 'images', 'names', 'source'], rows)}\n`;
}

function modeRow(family: Family): readonly (readonly string[])[] {
  const ends = modesOf(family, 'ends');
  const stores = modesOf(family, 'stores');
  const other = modesOf(family, 'other');
  return ends + stores + other === '' ? [] : [[family.id, ends, stores, other]];
}

function modesOf({ modes, otherwise, bare }: Family, becomes: Becomes): string {
  const said = modes.filter((mode) => mode.becomes === becomes).map(modeText);
  if (bare === becomes && otherwise !== becomes) said.push('(none)');
  if (otherwise === becomes) said.push('`*`');
  return said.join('; ');
}

/** `agent` with `-exit-after-auth`; the choices of one part stand together. */
function modeText({ sub = [], flag = [], word = [], env }: Mode): string {
  const parts = [
    coded(sub),
    coded(flag.map((name) => (name.length === 1 ? `-${name}` : `--${name}`))),
    coded(word),
    env === undefined ? '' : `\`${env[0]}\` as ${code(String(env[1]))}`,
  ];
  return parts.filter((part) => part !== '').join(' with ');
}

function storeRow({ id, images, nature, source }: Family): readonly (readonly string[])[] {
  return nature.kind === 'store' ? [[id, coded(images), nature.ports.join(', '), source]] : [];
}

function helperRow({ id, images, names, nature, source }: Family): readonly (readonly string[])[] {
  const isKnown = images.length + names.length > 0;
  return nature.kind === 'helper' && isKnown ? [[id, coded(images), coded(names), source]] : [];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('');
}

function coded(texts: readonly string[]): string {
  return texts.map(code).join(', ');
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}
