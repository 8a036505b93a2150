/**
 * Endings by which publishers tell builds of one image apart. Any other ending names another product:
 * `fluentd-ui`, `pgbouncer-admin`.
 */
export const BUILDS: ReadonlySet<string> = new Set([
  // What it is built on.
  ...['alpine', 'debian', 'ubuntu', 'centos', 'photon', 'wolfi', 'chainguard', 'distroless'],
  ...['scratch', 'slim', 'minimal', 'busybox', 'bookworm', 'bullseye', 'buster', 'jammy'],
  ...['ubi', 'ubi7', 'ubi8', 'ubi9', 'ubi10', 'rhel', 'rhel7', 'rhel8', 'rhel9', 'al2', 'al2023'],
  ...['windows', 'linux', 'nanoserver'],
  // What it is built for.
  ...['amd64', 'x86', '64', 'arm', 'arm64', 'arm64v8', 'aarch64', 'armv7', 'armhf', 'arm32v7'],
  ...['ppc64le', 's390x', 'multiarch'],
  // How it is built.
  ...['debug', 'rootless', 'nonroot', 'unprivileged', 'hardened', 'fips', 'oss', 'ce', 'ee'],
  ...['contrib', 'stable', 'latest', 'lts', 'sidecar', 'image', 'docker', 'container'],
]);
