import { familiesOf } from './families.js';
import { baseOf, stems } from './image.js';

/** Images that are one program, and take its arguments. */
const TOOLS: ReadonlyMap<string, string> = new Map([
  ['curl', 'curl'],
  ['aws-cli', 'aws'],
  ['git', 'git'],
  ['helm', 'helm'],
  ['terraform', 'terraform'],
  ['yq', 'yq'],
  ['jq', 'jq'],
  ['trivy', 'trivy'],
  ['migrate', 'migrate'],
  ['flyway', 'flyway'],
  ['liquibase', 'liquibase'],
  ['s5cmd', 's5cmd'],
  ['s3cmd', 's3cmd'],
  ['azcopy', 'azcopy'],
]);

/** Images that run whatever they are given: they have no entry point, or one that hands over to it. */
const OPEN: ReadonlySet<string> = new Set([
  ...['alpine', 'busybox', 'ubuntu', 'debian', 'centos', 'fedora', 'rockylinux', 'almalinux'],
  ...['amazonlinux', 'oraclelinux', 'ubi', 'ubi8', 'ubi9', 'ubi-minimal', 'archlinux', 'opensuse'],
  ...['python', 'node', 'golang', 'ruby', 'openjdk', 'eclipse-temurin', 'amazoncorretto', 'perl'],
  ...['php', 'rust', 'gradle', 'maven', 'buildpack-deps', 'bash', 'cloud-sdk', 'google-cloud-cli'],
  ...['netshoot', 'toolbox', 'tools', 'utils', 'nginx', 'httpd', 'postgres', 'mysql', 'mariadb'],
  ...['redis', 'mongo', 'azure-cli', 'dnsutils', 'agnhost', 'psql', 'postgresql-client'],
]);

/** What the arguments of an image go to, where a manifest says no command. */
export type EntryPoint =
  | { readonly kind: 'program'; readonly names: readonly string[] }
  /** The first argument is the program. */
  | { readonly kind: 'open' }
  | { readonly kind: 'unknown' };

export function entryPointOf(image: string): EntryPoint {
  const bases = stems(baseOf(image));
  if (bases.some((base) => OPEN.has(base))) return { kind: 'open' };
  const names = familiesOf(image).flatMap(({ programs }) => programs);
  if (names.length > 0) return { kind: 'program', names };
  const tool = bases.map((base) => TOOLS.get(base)).find((name) => name !== undefined);
  return tool === undefined ? { kind: 'unknown' } : { kind: 'program', names: [tool] };
}
