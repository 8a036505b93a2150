/** A merge patch of the agent of `test/support/tree.ts`, as an overlay has it. */
export const AGENT_PATCH = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
      - name: agent
        args: [-v]
`;
