// The objects that the trees of `growth` are made of.
export const SIDECAR = `- name: fluent-bit
  image: fluent/fluent-bit:3.1.4
  volumeMounts:
  - {name: logs, mountPath: /logs}
`;

/** Of the application of a workload. */
export function appOf(name) {
  return `${name}-main`;
}

export function deployment(name, label = name) {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  selector: {matchLabels: {app: ${label}}}
  template:
    metadata:
      labels: {app: ${label}}
    spec:
      containers:
      - name: ${appOf(name)}
        image: registry.example.com/${name}:1.0
        ports:
        - {name: http, containerPort: 8080}
        volumeMounts:
        - {name: logs, mountPath: /logs}
${SIDECAR.replace(/^(?=.)/gm, '      ')}      volumes:
      - name: logs
        emptyDir: {}
`;
}

/** A pod with an application and these items beside it. */
export function podOf(items) {
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  containers:\n  - name: shop\n    image: registry.example.com/shop:1.0\n${items
    .join('')
    .replace(/^(?=.)/gm, '  ')}`;
}

export function serviceOf(name, label = name) {
  return `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n  selector: {app: ${label}}\n  ports:\n  - port: 80\n    targetPort: http\n`;
}
