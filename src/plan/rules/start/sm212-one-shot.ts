import { callsIn, loopsIn, programOf } from '../../../facts/programs.js';
import type { Call } from '../../../facts/shell.js';
import { sleptBy } from '../../../facts/times.js';
import type { Rule } from '../../../model/rule.js';
import { isHarmless } from './harmless.js';

/** Who sleeps for a day means to sleep for good. */
const A_DAY = 86_400;

const ENDS =
  /^(?:curl|wget|tar|unzip|gunzip|gsutil|pg_dump|mysqldump|mysql|psql|mongo|mongosh|redis-cli|migrate|flyway|liquibase|find|grep|awk|exit|false|nslookup|dig|ping|chgrp|install|update-ca-certificates|openssl|keytool|jq|yq)$/;

/** `restartPolicy: Always` starts what has finished again, exit code 0 or not. */
export const oneShot: Rule = {
  code: 'SM212',
  title: 'a container that is meant to finish',
  sources: ['kubernetes/api core/v1 types.go, Container.restartPolicy', 'KEP-753'],
  absolute: false,
  check: ({ container }) => {
    const program = programOf(container);
    const calls = callsIn(program).filter(({ inTrap }) => !inTrap);
    if (calls.length === 0 || loopsIn(program).length > 0) return [];
    // Assignments alone run nothing, and whatever else is not known may well be a server.
    if (!calls.every(ends) || calls.every((call) => call.name === '')) return [];
    return [
      {
        severity: 'block',
        message: `${container.name} ends by itself (${shorten(calls.at(-1)?.text ?? '')}): as a sidecar it would be started again for ever`,
        remedy: 'leave it in containers, or make it an ordinary init container if it may run first',
      },
    ];
  },
};

function ends(call: Call): boolean {
  if (call.name === 'sleep') return sleptBy(call) > 0 && sleptBy(call) < A_DAY;
  if (call.name === 'kubectl')
    return ['wait', 'apply', 'get', 'cp', 'patch'].includes(call.args[0] ?? '');
  if (call.name === 'aws') return call.args[0] === 's3' || call.args[0] === 's3api';
  if (call.name === 'git') return call.args[0] === 'clone';
  if (call.name === 'tail' || call.background) return false;
  return ENDS.test(call.name) || isHarmless(call);
}

function shorten(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
