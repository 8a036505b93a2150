/** What rules a terminal or hides a text, and stands in no page: all but the ends of lines. */
export const CONTROL = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** Names that a manifest may have, and that no format may take for its own signs. */
export const HOSTILE: readonly string[] = [
  'a`b``c```d',
  'a|b||c',
  '<img src=x onerror=alert(1)>',
  '</details></td><script>alert(1)</script>',
  'a\n::error::b',
  'a\r\n\r\n# b',
  '::set-output name=x::y',
  '%0A::error::x',
  'a,line=3:b',
  '[text](https://example.com)',
  '![x](https://example.com/x.png)',
  'see [text](1) and {0} {{1}}',
  '@everyone and #123 and GH-1',
  'https://evil.example.com/path',
  '*a* _b_ ~~c~~ \\d',
  '\u202eabc\u2066d\u2069',
  '\u001b[31mred\u0007',
  '\u0085\u2028\u2029',
  '-->;"quoted" \'single\' #x',
  'end\n```\nafter',
];

/** A Job of which a sidecar moves: its name, its application and the images are hostile. */
export function hostileJob(name: string): string {
  const text = JSON.stringify(name);
  return `apiVersion: batch/v1
kind: Job
metadata:
  name: ${text}
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
      - name: ${text}
        image: ${JSON.stringify(`registry.example.com/${name}:1`)}
      - name: cloud-sql-proxy
        image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1
`;
}

/** A pod of which somebody has to say what the second container is. */
function hostilePod(name: string): string {
  const text = JSON.stringify(name);
  return `apiVersion: v1
kind: Pod
metadata:
  name: ${text}
spec:
  containers:
  - name: app
    image: registry.example.com/app:1
  - name: ${JSON.stringify(`sidecar ${name}`)}
    image: envoyproxy/envoy:v1.30.0
    ports: [{containerPort: 80, hostPort: 80}]
`;
}

/** Every hostile name in both. */
export function hostileFiles(): ReadonlyMap<string, string> {
  return new Map(
    HOSTILE.flatMap((name, i): readonly (readonly [string, string])[] => [
      [`job-${i}.yaml`, hostileJob(name)],
      [`pod-${i}.yaml`, hostilePod(name)],
    ]),
  );
}
