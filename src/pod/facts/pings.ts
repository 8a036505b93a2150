import type { Container } from '../../model/container.js';
import { listedPort } from './listings.js';
import { foreignPortIn, ownPorts } from './ports.js';
import { leaves, loopsIn, programOf } from './programs.js';
import type { Loop } from './shell.js';

/** A loop that goes on for as long as something of the pod answers. */
export interface Ping {
  readonly loop: Loop;
  readonly port: number;
}

const ASKS = /^(?:curl|wget|nc|ncat|netcat|telnet|grpc_health_probe|\[|\[\[|timeout|bash|)$/;

/** Loops of a sidecar that end when a port that is no sidecar's own no longer answers. */
export function pingsOf(container: Container, sidecars: readonly Container[]): readonly Ping[] {
  const own = new Set(sidecars.flatMap((each) => [...ownPorts(each)]));
  return loopsIn(programOf(container)).flatMap((loop) => {
    if (!endsWhenGone(loop)) return [];
    const calls = [...loop.condition, ...(loop.endless ? loop.body : [])];
    const port = calls
      .map((call) => {
        const listed = listedPort(call, calls);
        if (listed !== null) return own.has(listed) ? null : listed;
        return ASKS.test(call.name) ? foreignPortIn(call.text, own) : null;
      })
      .find((each) => each !== null);
    return port === undefined || port === null ? [] : [{ loop, port }];
  });
}

/** `while ask`, `until ! ask`, or an endless loop that leaves when asking fails. */
export function endsWhenGone(loop: Loop): boolean {
  if (!loop.endless) return loop.runsWhile === 'success';
  if (!leaves(loop)) return false;
  if (
    /\|\|\s{0,99}[({]?\s{0,99}(?:exit|break|kill|return)|\bif\s+!|\$\?\s{0,99}-ne\s{1,99}0|\$\?"?\s{0,99}!=/.test(
      loop.text,
    )
  )
    return true;
  // Which answer it leaves on cannot be told; with nothing behind the loop it is there to end.
  return (
    loop.body.some(({ name }) => name === 'exit' || name === 'kill') &&
    loop.after.length === 0 &&
    !/\bif\s+(?:curl|wget|nc)\b/.test(loop.text)
  );
}
