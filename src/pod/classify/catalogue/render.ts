import { CATALOGUE } from './families.js';
import type { Becomes, Family, Mode, Presence } from './family.js';

const HEAD = `# Roles

What sidecar-migrate knows of images, and what that makes of a container. Made from \`src/pod/classify/catalogue\`; a test holds
this page to it.

A family that is **only a helper** is a sidecar wherever it stands beside something else. A **dual** family is run beside
applications and for its own sake: the table says what makes it a sidecar for sure. A **store** is a sidecar only of what
asks it on localhost. Whatever its family, a container is the application where its workload, the annotation
\`kubectl.kubernetes.io/default-container\`, or you say so, and where everything beside it only helps.

`;

/** What a presence asks for: what makes it sure, and what makes it the application. */
const PRESENCES: Readonly<Record<Presence, readonly [title: string, sure: string, app: string]>> = {
  sure: [
    'Agents that nobody runs for their own sake beside an application',
    'A container of no family stands beside it that is not called an agent as well, or a proxy that serves; a relation with what is no agent. Of one image or one family there is only this one, or each has such a relation.',
    'Everything beside it only helps or stores; a tunnel with a port of its own, or in a pod that forwards packets.',
  ],
  intake: [
    'Agents that may as well gather what others send',
    'As above, and it declares no port to take things in, or the other container serves something.',
    'It takes things in and nothing beside it serves; everything beside it only helps or stores.',
  ],
  front: [
    'Proxies',
    'Exactly one other container is of no family, and it declares ports or does the work of a Job, and nothing outside asks the proxy: no hostPort, no port named http, https or web, none of 80, 443, 8080, 8443; a relation from another container to it.',
    'It is called as an application is (web, main, gateway, some-app); everything beside it only helps.',
  ],
  never: [
    'What only a relation makes a sidecar',
    'A relation from another container to it: it is asked on localhost, or reads what the other writes.',
    'Everything beside it only helps.',
  ],
};

/** docs/roles.md. */
export function renderRoles(): string {
  return [
    HEAD,
    '## Dual families\n\n',
    ...(['sure', 'intake', 'front', 'never'] as const).map(presenceSection),
    '## Modes\n\n',
    'A mode that ends is meant to finish, and is blocked (SM212). `*` stands for every other command line; (none) for none at all.\n\n',
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
  const lines = `A sidecar for sure: ${sure}\n\nThe application: ${app}\n\n`;
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
