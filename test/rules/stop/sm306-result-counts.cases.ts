import { type Case, files } from '../../support/cases.js';
import { type Frame, ofSidecar } from '../../support/examples.js';
import { image, JOB, NEVER, preStop, sh } from '../parts.js';

/** Loops that carry out what the application writes, in turns. */
const TURNS: readonly Case[] = [
  'while true; do aws s3 sync /out s3://r; sleep 5; done',
  'while :; do rsync -a /out/ backup@host:/in; sleep 60; done',
  'while sleep 30; do gsutil -m rsync -r /out gs://r; done',
  'watch -n 60 rclone copy /out remote:r',
  'inotifywait -m /out | while read f; do curl -T "$f" https://r.example.com; done',
].map(
  (script): Case => ({
    code: 'SM306',
    severity: 'warn',
    fires: files({ spec: NEVER, sidecar: sh(script) }),
    misses: [
      ['it never ends', files({ sidecar: sh(script) })],
      [
        'it fetches',
        files({
          spec: NEVER,
          sidecar: sh('while true; do aws s3 sync s3://r /in; sleep 5; done'),
        }),
      ],
      [
        'a hook does the last turn',
        files({
          spec: NEVER,
          sidecar: `${sh(script)}${preStop('aws s3 sync /out s3://r')}`,
        }),
      ],
    ],
  }),
);

export const EXAMPLE: Frame = ofSidecar({ spec: NEVER });

export const CASES: readonly Case[] = [
  {
    code: 'SM306',
    severity: 'note',
    fires: JOB,
    misses: [['it never ends', files({})]],
  },
  {
    code: 'SM306',
    severity: 'block',
    fires: files({ spec: NEVER, sidecar: sh('fluent-bit & wait; aws s3 cp /out s3://results') }),
    misses: [
      ['it never ends', files({ sidecar: sh('fluent-bit & wait; aws s3 cp /out s3://results') })],
      [
        'it sends all the time',
        files({
          spec: NEVER,
          sidecar: sh('while true; do aws s3 sync /out s3://r; sleep 5; done'),
        }),
      ],
    ],
  },
  ...[
    'fluent-bit -c /c; aws s3 cp /out s3://r',
    'f() { aws s3 cp /out s3://r; }; trap f EXIT; fluent-bit',
  ].map(
    (script): Case => ({
      code: 'SM306',
      severity: 'block',
      fires: files({ spec: NEVER, sidecar: sh(script) }),
      misses: [
        ['it never ends', files({ sidecar: sh(script) })],
        [
          'it fetches before',
          files({ spec: NEVER, sidecar: sh('aws s3 cp s3://r /in; exec fluent-bit') }),
        ],
      ],
    }),
  ),
  {
    code: 'SM306',
    severity: 'warn',
    fires: files({ spec: NEVER, sidecar: sh('mc mirror --watch /out store/results') }),
    misses: [['it never ends', files({ sidecar: sh('mc mirror --watch /out store/results') })]],
  },
  {
    code: 'SM306',
    severity: 'warn',
    fires: {
      'app.yaml':
        'apiVersion: v1\nkind: Pod\nspec:\n  restartPolicy: Never\n  containers:\n  - {name: web, image: a}\n  - {name: uploader, image: b}\n',
    },
    options: { sidecar: ['uploader'] },
    misses: [
      [
        'another name',
        {
          'app.yaml':
            'apiVersion: v1\nkind: Pod\nspec:\n  restartPolicy: Never\n  containers:\n  - {name: web, image: a}\n  - {name: loader, image: b}\n',
        },
        { sidecar: ['loader'] },
      ],
    ],
  },
  {
    code: 'SM306',
    severity: 'warn',
    fires: image(
      'litestream/litestream:0.3',
      files({ spec: NEVER, sidecar: ', args: [replicate]' }),
    ),
    misses: [
      [
        'it never ends',
        image('litestream/litestream:0.3', files({ sidecar: ', args: [replicate]' })),
      ],
      ['it keeps nothing', image('fluent/fluent-bit:3', files({ spec: NEVER }))],
    ],
  },
  ...TURNS,
];
