import { isMap as isMapNode, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { tooCostly } from '../text/glob-limits.js';
import { columnAt, lineAt, linesOf } from '../text/lines.js';
import { nearest } from '../text/near.js';
import { treeOf } from '../yaml/read.js';
import { toValue } from '../yaml/to-value.js';
import { CONFIG_SHAPE, type Shape } from './shape.js';

/** One config file, checked against its shape. Every key is there or undefined. */
export interface ConfigFile {
  readonly path: string;
  readonly extends?: string;
  readonly sidecar?: readonly string[];
  readonly keep?: readonly string[];
  readonly accept?: readonly { readonly code: string; readonly reason: string }[];
  readonly severities?: Readonly<Record<string, string>>;
  readonly placement?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly environments?: readonly {
    readonly paths: readonly string[];
    readonly environment: Readonly<Record<string, string>>;
  }[];
  readonly kinds?: readonly {
    readonly group?: string;
    readonly kind: string;
    readonly podPath: string;
  }[];
  readonly charts?: readonly {
    readonly name: string;
    readonly repo?: string;
    readonly from: string;
    readonly to: string;
    readonly shape?: string;
    readonly toShape?: string;
  }[];
  readonly ignore?: readonly string[];
  readonly includeGenerated?: boolean;
}

export interface ConfigReading {
  readonly config: ConfigFile | null;
  /** Why it cannot be used: `path:line:column: what; what to do`. */
  readonly errors: readonly string[];
  /** Keys that nobody knows. */
  readonly warnings: readonly string[];
}

/** How messages name what a file holds. */
type Word = (text: string) => string;

const shown: Word = (text) => text;
/** A file from elsewhere may hold anything, and messages end up in logs. */
const hidden: Word = () => '(not shown)';

/** A config is data: nothing in it is run, and aliases that multiply are an error. */
export function readConfig(path: string, text: string, isOwn = true): ConfigReading {
  const word = isOwn ? shown : hidden;
  const lines = linesOf(text);
  const at = (offset: number): string =>
    `${path}:${lineAt(lines, offset) + 1}:${columnAt(lines, offset) + 1}`;
  const errors: string[] = [];
  const warnings: string[] = [];
  try {
    const document = treeOf(text, { merge: false });
    const error = document.errors[0];
    if (error !== undefined) {
      const what = error.message.split('\n')[0]?.replace(/ at line [^\n]*/, '') ?? 'not YAML';
      return {
        config: null,
        errors: [`${at(error.pos[0])}: ${what ?? `not YAML (${error.code})`}`],
        warnings,
      };
    }
    const root = document.contents;
    if (root === null || (isScalar(root) && root.value === null))
      return { config: { path }, errors, warnings };
    if (!isMapNode(root))
      return { config: null, errors: [`${at(0)}: the config is not a map of keys`], warnings };
    for (const pair of root.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : '';
      const offset = (pair.key as Node).range?.[0] ?? 0;
      const shape = (CONFIG_SHAPE as Readonly<Record<string, Shape>>)[key];
      if (shape === undefined) {
        if (key === '$schema') continue;
        warnings.push(
          `${at(offset)}: unknown key ${word(JSON.stringify(key))}${suggestion(key)}; it has no effect`,
        );
      } else
        check(pair.value as Node | null, shape, key, offset, {
          say: (where, message) => errors.push(`${at(where)}: ${message}`),
          word,
        });
    }
    if (errors.length > 0) return { config: null, errors, warnings };
    const values = toValue(document) as Record<string, unknown>;
    return { config: { ...values, path } as ConfigFile, errors, warnings };
  } catch {
    return {
      config: null,
      errors: [`${path}: it cannot be read: nested too deeply, or its aliases multiply`],
      warnings,
    };
  }
}

interface Report {
  say(offset: number, message: string): void;
  readonly word: Word;
}

function check(node: Node | null, shape: Shape, key: string, offset: number, report: Report): void {
  const start = node?.range?.[0] ?? offset;
  if (node === null || (isScalar(node) && node.value === null)) {
    report.say(start, `${key} has no value: write one, or remove the key`);
    return;
  }
  switch (shape.type) {
    case 'text':
      if (!isScalar(node) || typeof node.value !== 'string')
        report.say(start, `${key} takes a string`);
      else if (shape.choices?.includes(node.value) === false)
        report.say(start, `${key} takes one of ${shape.choices.join(', ')}`);
      return;
    case 'flag':
      if (!isScalar(node) || typeof node.value !== 'boolean')
        report.say(start, `${key} takes true or false`);
      return;
    case 'texts':
      if (!isSeq(node)) report.say(start, `${key} takes a list of strings`);
      else
        for (const item of node.items)
          if (!isScalar(item) || typeof item.value !== 'string' || item.value === '')
            report.say((item as Node).range?.[0] ?? start, `an item of ${key} is not a string`);
          else {
            const why = tooCostly(item.value);
            if (why !== null)
              report.say(
                item.range?.[0] ?? start,
                `a glob of ${key} ${why}: matching it could take too long; write several shorter ones`,
              );
          }
      return;
    case 'map':
      checkMap(node, shape, key, start, report);
      return;
    case 'environments':
      for (const item of mapsIn(node, shape.fields, key, start, report))
        checkEnvironment(item, shape, key, report);
      return;
    case 'rows':
      for (const item of mapsIn(node, shape.fields, key, start, report))
        checkRow(item, shape, key, report);
  }
}

interface Item {
  readonly map: YAMLMap;
  readonly where: number;
}

/** The items of a list of maps with these fields; what else is in it is said. */
function mapsIn(
  list: Node,
  fields: Readonly<Record<string, unknown>>,
  key: string,
  start: number,
  report: Report,
): readonly Item[] {
  if (!isSeq(list)) {
    report.say(start, `${key} takes a list of maps`);
    return [];
  }
  return (list.items as Node[]).flatMap((map) => {
    const where = map.range?.[0] ?? start;
    if (!isMapNode(map)) {
      report.say(where, `an item of ${key} is not a map`);
      return [];
    }
    for (const { key: name } of map.items)
      if (isScalar(name) && fields[String(name.value)] === undefined)
        report.say(
          name.range?.[0] ?? where,
          `an item of ${key} has no field ${report.word(JSON.stringify(String(name.value)))}`,
        );
    return [{ map, where }];
  });
}

function checkMap(
  node: Node,
  shape: Shape & { type: 'map' },
  key: string,
  start: number,
  report: Report,
): void {
  if (!isMapNode(node)) {
    report.say(start, `${key} takes a map`);
    return;
  }
  for (const pair of node.items) {
    const name = isScalar(pair.key) ? String(pair.key.value) : '';
    const where = (pair.value as Node | null)?.range?.[0] ?? start;
    const value = isScalar(pair.value) ? pair.value.value : null;
    if (shape.values === 'severity') {
      if (!/^SM\d{3}$/.test(name))
        report.say(
          where,
          `${key} is keyed by codes such as SM206, not ${report.word(JSON.stringify(name))}`,
        );
      if (value !== 'block' && value !== 'warn' && value !== 'info')
        report.say(where, `${report.word(name)} takes block, warn or info`);
    } else if (typeof value !== 'string')
      report.say(
        where,
        `${report.word(name)} takes a version in quotes: "1.30" without them is the number 1.3`,
      );
  }
}

/** Both fields, each with the shape that it has elsewhere. */
function checkEnvironment(
  { map, where }: Item,
  shape: Shape & { type: 'environments' },
  key: string,
  report: Report,
): void {
  for (const [field, own] of Object.entries(shape.fields)) {
    if (!map.has(field)) report.say(where, `an item of ${key} lacks ${field}`);
    else check(map.get(field, true) as Node | null, own, `${field} of ${key}`, where, report);
  }
}

function checkRow(
  { map, where }: Item,
  shape: Shape & { type: 'rows' },
  key: string,
  report: Report,
): void {
  for (const [field, { required, pattern, like }] of Object.entries(shape.fields)) {
    const value = map.get(field);
    if (value === undefined && !required) continue;
    if (typeof value !== 'string' || value === '')
      report.say(where, `an item of ${key} lacks ${field}`);
    else if (pattern !== undefined && !new RegExp(pattern).test(value))
      report.say(
        where,
        `${field} of ${key} is written like ${like}, not ${report.word(JSON.stringify(value))}`,
      );
  }
}

/** The known key that starts alike or differs by a letter or two. */
function suggestion(key: string): string {
  const near = nearest(key, Object.keys(CONFIG_SHAPE));
  return near === null ? '' : `, did you mean ${near}?`;
}
