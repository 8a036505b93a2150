/** A Deployment of an application and a log agent, which is sure to be a sidecar, and nothing else. */
export function agentDeployment(name: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  template:
    spec:
      containers:
      - name: web
        image: registry.example.com/web:1
      - name: agent
        image: fluent/fluent-bit:3
`;
}
