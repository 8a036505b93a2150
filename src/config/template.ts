/** What `init` writes: every key, explained and commented out. */
export const CONFIG_TEMPLATE = `# Configuration of sidecar-migrate. The nearest file above the given paths applies.
# yaml-language-server: $schema=https://unpkg.com/sidecar-migrate/schemas/config.schema.json

# Extends another config; a path relative to this file.
# extends: ../.sidecar-migrate.yaml

# Roles: globs over container names, or over whole images after image:
# sidecar:
#   - log-*
#   - image:registry.example.com/team/proxy:*
# keep:
#   - envoy

# Versions of what runs in the clusters. A known version can resolve a warning.
# environment:
#   kubernetes: "1.33"
#   argo-rollouts: "1.8.0"

# The same for clusters that differ, by the paths of their files. The last entry that matches applies.
# environments:
#   - paths: [clusters/legacy/**]
#     environment:
#       kubernetes: "1.29"
#       istio: "1.20"

# Warnings that are accepted here, with the reason for later readers.
# accept:
#   - code: SM206
#     reason: our migrations wait for the proxy

# Severity of rules: block, warn or info.
# severities:
#   SM523: info

# Where sidecars go among initContainers: auto, last or first.
# placement: auto

# Custom kinds with a pod spec.
# kinds:
#   - group: example.com
#     kind: Worker
#     podPath: spec.template.spec

# Helm charts that pass restartPolicy of init containers on to the pod.
# charts:
#   - name: web
#     repo: https://charts.example.com
#     from: extraContainers
#     to: initContainers

# Files that are not edited. Generated and vendored files are not edited anyway.
# ignore:
#   - test/**
# includeGenerated: false
`;
