import type { Call } from '../shell.js';
import { clientOf } from './default-ports.js';
import type { Variable } from './env-pairs.js';
import { type Address, addressesIn } from './here.js';

export interface ClientAsk {
  readonly ports: readonly number[];
  readonly written: boolean;
}

/** What a client asks in this pod where its text has no port beside its host: options, defaults. */
export function askedBy(
  call: Call,
  found: readonly Address[],
  variables: ReadonlyMap<string, Variable>,
  names: RegExp,
): readonly ClientAsk[] {
  if (found.some(({ port }) => port !== null)) return [];
  const option = portOption(call);
  const known = clientOf(call.name);
  if (found.length > 0) {
    if (option !== null) return [{ ports: [option], written: true }];
    return known === null ? [] : [{ ports: known.ports, written: true }];
  }
  const bare = barePort(call);
  if (bare !== null) return [{ ports: [bare], written: true }];
  if (known === null || hasHost(call)) return [];
  const named = known.hosts.map((name) => variables.get(name)?.value).find((value) => value);
  if (named !== undefined) {
    const [address] = addressesIn(named, names);
    if (address === undefined) return [];
    const port = address.port ?? option;
    return [{ ports: port === null ? known.ports : [port], written: true }];
  }
  // Without a host a client of a database asks a socket in its own file system, or nobody here.
  return known.local ? [{ ports: option === null ? known.ports : [option], written: true }] : [];
}

/** Clients and wait tools that take `:8080`, or `tcp:8080`, for a port of localhost. */
const BARE = /^(?:grpc_health_probe|grpcurl|http|https|xh|dockerize|wait4x|wait-on|npx)$/;

function barePort({ name, text }: Call): number | null {
  if (!BARE.test(name)) return null;
  const port = /(?:[\s=]["']?|:\/\/|\stcp):(\d{2,5})(?![\w.])/.exec(text)?.[1];
  return port === undefined ? null : Number(port);
}

const OPTION = /(?:\s-[pP]\s?|\s--?port[=\s])["']?(\d{2,5})(?![\w.:])/;

function portOption({ text }: Call): number | null {
  const port = OPTION.exec(text)?.[1];
  return port === undefined ? null : Number(port);
}

/** Another host than this pod: by option, by URL, or as the word that `docker` takes. */
function hasHost({ text }: Call): boolean {
  return /\s(?:-[hHu]|--?(?:host|hostname|uri|url|server|endpoints?|address))[=\s]?["']?[\w$.{[]|:\/\/|\s-[hH]\S/.test(
    text,
  );
}
