export const HELP_BEFORE = `Moves legacy Kubernetes sidecars to native ones: from containers to initContainers with
restartPolicy: Always (KEP-753). Prints the diff; writes only with --write.
`;

export const HELP_AFTER = `
Examples:
  sidecar-migrate ./manifests                        show what would change
  sidecar-migrate ./manifests | git apply            apply it
  sidecar-migrate --write ./manifests                write it in place
  sidecar-migrate --sidecar 'log-*' pod.yaml         say which container is a sidecar
  sidecar-migrate - < pod.yaml                       filter standard input
  sidecar-migrate --prove --write ./deploy           prove it with your own kustomize and helm first
  sidecar-migrate --check ./manifests                hold the line in CI

What is safe moves without a flag. A warning waits for your word: --accept SM309, an allow comment, the
config, or --unsafe for all of them. What a rule blocks stays, and says why.

Exit codes:
  0  done, a preview that shows changes too
  1  with --check: something would be written
  2  an error: usage, a named file that cannot be read or parsed, a failed proof or write
`;
