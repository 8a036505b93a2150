import type { Container } from '../../../model/container.js';
import { isMap, listAt, type Path, textAt } from '../../../model/value.js';

/** A variable of a container whose value can be seen, or is the pod's own address. */
export interface Variable {
  readonly name: string;
  readonly value: string;
  readonly node: Path;
}

export function variablesIn({ value }: Container): readonly Variable[] {
  return listAt(value, ['env']).flatMap((entry, i): readonly Variable[] => {
    if (!isMap(entry) || typeof entry.name === 'undefined') return [];
    const name = String(entry.name);
    const field = textAt(entry, ['valueFrom', 'fieldRef', 'fieldPath']) ?? '';
    if (/^status\.podIPs?$/.test(field)) return [{ name, value: 'localhost', node: ['env', i] }];
    if (entry.value === undefined || entry.value === null || typeof entry.value === 'object')
      return [];
    return [{ name, value: String(entry.value), node: ['env', i, 'value'] }];
  });
}

/** By their names in upper case. */
export function byName(variables: readonly Variable[]): ReadonlyMap<string, Variable> {
  return new Map(variables.map((each) => [each.name.toUpperCase(), each]));
}

/** A variable that names a host alone, and the ports that others beside it say. */
const HOST = /_?(?:HOST(?:_?NAME|_?ADDR(?:ESS)?)?|SERVER|ADDR(?:ESS)?|ENDPOINT|URL|IP)$/;

/** `DB_HOST` with `DB_PORT`: the port that goes with a host, or null. */
export function portBeside(name: string, variables: ReadonlyMap<string, Variable>): number | null {
  const upper = name.toUpperCase();
  const prefix = upper.replace(HOST, '');
  if (prefix === upper && upper !== 'HOST') return null;
  const names = [
    ...['PORT', 'PORT_NUMBER'].map((end) => (prefix === '' ? end : `${prefix}_${end}`)),
    `${prefix}PORT`,
    upper.replace(/HOST(?:NAME)?$/, 'PORT'),
  ];
  const port = names.map((each) => variables.get(each)?.value).find((value) => value !== undefined);
  return port !== undefined && /^\d{2,5}$/.test(port) ? Number(port) : null;
}
