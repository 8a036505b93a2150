import type { Container } from '../../../model/container.js';
import type { Pod } from '../../../model/pod.js';
import { isMap, listAt, textAt } from '../../../model/value.js';
import { escaped } from '../../../text/escaped.js';
import { schemePort } from './default-ports.js';

/** An address in this pod, as a text says it. */
export interface Address {
  /** null: the text names a host of this pod, and no port. */
  readonly port: number | null;
  /** `redis` of `redis://`; empty where there is none. */
  readonly scheme: string;
  /** What follows the port: `/-/reload`. */
  readonly path: string;
  /** `0.0.0.0`: every address, which is where servers listen. */
  readonly any: boolean;
  readonly start: number;
}

const NAMES = [
  'localhost',
  'ip6-localhost',
  '127(?:\\.\\d{1,3}){3}',
  '\\[::1?\\]',
  '::1',
  '0\\.0\\.0\\.0',
  '\\$[({]?(?!HOST_?IP|NODE_?IP)\\w{0,20}IP[)}]?',
  '\\$\\{?HOSTNAME\\}?',
  '\\$\\(hostname[^)]{0,20}\\)',
  '`hostname[^`]{0,20}`',
];

/** What stands for this pod in the texts of a container: localhost, its own address, host aliases. */
export function namesOfHere(container: Container, { spec }: Pod): RegExp {
  const aliases = listAt(spec, ['hostAliases']).flatMap((alias) =>
    isMap(alias) && /^(?:127\.|::1)/.test(String(alias.ip))
      ? listAt(alias, ['hostnames']).map((name) => escaped(String(name)))
      : [],
  );
  const foreign = new Set<string>();
  const own: string[] = [];
  for (const entry of listAt(container.value, ['env'])) {
    const field = textAt(entry, ['valueFrom', 'fieldRef', 'fieldPath']);
    const name = textAt(entry, ['name']);
    if (name === undefined || field === undefined) continue;
    if (field.startsWith('status.hostIP')) foreign.add(name);
    if (field.startsWith('status.podIP')) own.push(`\\$[({]?${escaped(name)}(?!\\w)[)}]?`);
  }
  const not =
    foreign.size === 0 ? '' : `(?!\\$[({]?(?:${[...foreign].map(escaped).join('|')})[)}]?)`;
  return new RegExp(
    `(?<![\\w.-])${not}(?:${[...NAMES, ...own, ...aliases].join('|')})(?![\\w-]|\\.\\w)`,
    'g',
  );
}

const PORT = /^["'\]]{0,2}(?::|[ \t]{1,4})["']?(\d{2,5})(?![\w.])["']?(\/[^\s"',;|&)]{0,80})?/;
/** The files that a Bash opens as connections: `/dev/tcp/localhost/5432`. */
const DEVICE_PORT = /^\/(\d{2,5})(?![\w.])/;
const SCHEME = /([a-z][a-z0-9+.:-]{0,30}):(?:\/\/|thin:@\/{0,2}|@)(?:[^\s@/'"]{0,80}@)?\(?$/i;

/** Every address in this pod that a text says. */
export function addressesIn(text: string, names: RegExp): readonly Address[] {
  const found: Address[] = [];
  for (const match of text.matchAll(names)) {
    const end = match.index + match[0].length;
    const before = text.slice(Math.max(0, match.index - 120), match.index);
    const rest = text.slice(end, end + 120);
    const after = (/\/dev\/(?:tcp|udp)\/$/.test(before) ? DEVICE_PORT : PORT).exec(rest);
    const scheme = SCHEME.exec(before)?.[1] ?? '';
    const path = after?.[2] ?? /^\/[^\s"',;|&)]{0,80}/.exec(rest)?.[0] ?? '';
    found.push({
      port: after === null ? (schemePort(scheme) ?? portInString(before, rest)) : Number(after[1]),
      scheme,
      path,
      any: match[0] === '0.0.0.0' || match[0] === '[::]',
      start: match.index,
    });
  }
  return found;
}

/** `Server=tcp:localhost,1433;Database=…`, `Host=localhost;Port=5432`: ADO.NET, ODBC. */
const KEY_OF_HOST =
  /(?:^|[\s;"'])(server|data source|host|address|addr|network address)\s{0,4}=\s{0,4}(?:tcp:|np:|lpc:)?$/i;

/** The port that a connection string has beside its host, or that its keys stand for. */
function portInString(before: string, rest: string): number | null {
  // go-sql-driver/mysql: `user:password@tcp(localhost)/shop`.
  if (/@tcp\($/.test(before)) return 3306;
  const key = KEY_OF_HOST.exec(before)?.[1]?.toLowerCase();
  if (key === undefined) return null;
  const port = /^,\s{0,4}(\d{2,5})(?!\d)/.exec(rest)?.[1] ?? PORT_KEY.exec(rest)?.[1];
  if (port !== undefined) return Number(port);
  // `localhost\\SQLEXPRESS`, and the keys of SqlClient.
  const isSqlServer =
    /^\\{1,2}\w/.test(rest) || /initial catalog|trustservercertificate/i.test(rest);
  return isSqlServer ? 1433 : null;
}

const PORT_KEY = /[;\s]port\s{0,4}=\s{0,4}["']?(\d{2,5})(?!\d)/i;
