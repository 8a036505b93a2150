import { type Case, type Files, files } from '../../support/cases.js';
import { type Frame, ofLists, SQL_PROXY } from '../../support/examples.js';
import { PORT, WEB } from '../parts.js';

/** A second sidecar behind the agent, with a port of its own, and what more is said of both. */
const two = (agent: string, proxy = ''): Files => {
  const from = files({ app: WEB, sidecar: `${PORT}${agent}` });
  const second = `      - {name: sql, image: "gcr.io/cloud-sql-connectors/cloud-sql-proxy:2", ports: [{containerPort: 5432}]${proxy}}\n`;
  return { 'app.yaml': `${from['app.yaml'] ?? ''}${second}` };
};
const ASKS_SQL = ', startupProbe: {exec: {command: [sh, -c, "nc -z 127.0.0.1 5432"]}}';
const ASKS_AGENT = ', startupProbe: {tcpSocket: {port: 2020}}';

export const EXAMPLE: Frame = ofLists({
  pgbouncer: { image: 'edoburu/pgbouncer:v1.23.1', ports: [{ containerPort: 6432 }] },
  'cloud-sql-proxy': { image: SQL_PROXY, ports: [{ containerPort: 5432 }] },
});

export const CASES: readonly Case[] = [
  {
    code: 'SM220',
    severity: 'block',
    fires: two(ASKS_SQL, ASKS_AGENT),
    misses: [
      ['only one waits', two(ASKS_SQL)],
      ['the other waits', two('', ASKS_AGENT)],
      [
        'neither waits',
        two(
          ', readinessProbe: {tcpSocket: {port: 5432}}',
          ', livenessProbe: {tcpSocket: {port: 2020}}',
        ),
      ],
    ],
  },
];
