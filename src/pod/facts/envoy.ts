/** What a bootstrap of Envoy says of its administration (envoyproxy.io, operations/admin). */
export interface EnvoyConfig {
  /** null: it has none, or on a socket. */
  readonly admin: number | null;
}

const CONFIG = /["']?(?:static_resources|dynamic_resources)["']?\s{0,4}:/;
const ADMIN = /(?:^|[\n{,])\s{0,12}["']?admin["']?\s{0,4}:/;
const OTHERS = /["']?(?:static_resources|dynamic_resources|listeners|clusters)["']?\s{0,4}:/;
const PORT = /["']?port_value["']?\s{0,4}:\s{0,4}(\d{2,5})/;

/** The bootstrap that a text holds, as YAML or JSON; null where it holds none. */
export function envoyConfigIn(text: string): EnvoyConfig | null {
  if (!CONFIG.test(text)) return null;
  const admin = ADMIN.exec(text);
  if (admin === null) return { admin: null };
  const [own = ''] = text
    .slice(admin.index + admin[0].length)
    .slice(0, 2000)
    .split(OTHERS, 1);
  const port = PORT.exec(own)?.[1];
  return { admin: port === undefined ? null : Number(port) };
}
