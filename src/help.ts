export const HELP_BEFORE = `Moves legacy Kubernetes sidecars to native ones: from containers to initContainers with
restartPolicy: Always (KEP-753). Prints the diff; writes only with --write.
`;

export const HELP_AFTER = `
Examples:
  sidecar-migrate --unsafe ./manifests               show what would change
  sidecar-migrate --unsafe ./manifests | git apply   apply it
  sidecar-migrate --unsafe --write ./manifests       write it in place
  sidecar-migrate --sidecar 'log-*' pod.yaml         say which container is a sidecar
  sidecar-migrate --unsafe - < pod.yaml              filter standard input
  sidecar-migrate --check ./manifests                hold the line in CI

This version does not check start and shutdown: probes, hooks and wait loops of a sidecar. So every
move waits for review, and --unsafe is your word that you have looked.

Exit codes:
  0  done, a preview that shows changes too
  1  with --check: something would be written
  2  an error: usage, a named file that cannot be read or parsed, a failed proof or write
`;
