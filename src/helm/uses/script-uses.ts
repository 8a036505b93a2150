import { isList, isMap, type Value } from '../../model/value.js';
import type { Release } from '../../model/values.js';
import { valuesIn } from '../../yaml/read.js';
import { chartNamed, emptyRelease } from '../carriers/carrier.js';
import {
  chartOfCommand,
  commandsIn,
  type HelmCommand,
  type HelmCommands,
  isComputed,
} from './command-lines.js';
import { terraformReleases } from './terraform.js';
import type { Use } from './uses.js';

/** A text that may run helm, and the commands in it. */
export interface Script {
  readonly path: string;
  readonly text: string;
  readonly found: HelmCommands;
}

/** Reads a script as it stands; a pipeline in YAML by the texts in it. */
export function scriptIn(path: string, text: string): Script | null {
  if (!/\bhelm3?\b|HELM/.test(text)) return null;
  const documents = /\.ya?ml$/i.test(path) ? valuesIn(text) : [];
  // A pipeline that cannot be read may still be seen to run something.
  const parts = documents.length > 0 ? documents.flatMap(textsIn) : [text];
  const found = parts.map(commandsIn);
  const commands = found.flatMap((each) => each.commands);
  const repos = found.flatMap((each) => each.repos);
  return commands.length + repos.length === 0 ? null : { path, text, found: { commands, repos } };
}

/** Texts of a pipeline that run helm; a list of words is a command. */
function textsIn(value: Value): readonly string[] {
  if (typeof value === 'string') return value.includes('helm') ? [value] : [];
  if (isList(value)) {
    const words = value.filter((each) => typeof each === 'string');
    return words.length === value.length && /^(?:.*\/)?helm3?$/.test(words[0] ?? '')
      ? [words.map((word) => (/\s/.test(word) ? `'${word}'` : word)).join(' ')]
      : value.flatMap(textsIn);
  }
  return isMap(value) ? Object.values(value).flatMap(textsIn) : [];
}

/** The releases of scripts; repositories that any of them adds are known to all. */
export function scriptUses(scripts: readonly Script[]): readonly Use[] {
  const repos = scripts.flatMap(({ found }) => found.repos);
  return scripts.flatMap(({ path, text, found }) =>
    found.commands.map((command): Use => {
      const isYaml = /\.ya?ml$/i.test(path);
      const line = (offset: number, word: string): string => {
        // A text of YAML has no offsets of its file: the line of its word.
        const at = isYaml ? text.indexOf(word) : offset;
        return `${path}:${text.slice(0, Math.max(0, at)).split('\n').length}`;
      };
      const [file] = command.files;
      const { chart } = command;
      return {
        path,
        by: line(command.offset, chart ?? file ?? 'helm'),
        release: releaseOf(command, chartOfCommand(command, repos)),
        rest: '',
        settings: command.settings.map(({ name, offset }) => ({
          name,
          at: line(offset, name),
        })),
      };
    }),
  );
}

function releaseOf(command: HelmCommand, where: Pick<Release, 'chart' | 'folder'>): Release {
  return {
    ...emptyRelease('command'),
    ...where,
    name: command.name,
    namespace: isComputed(command.namespace) ? '' : command.namespace,
    parameters: command.settings.map(({ name }) => name),
    files: command.files.map((written) => ({
      written,
      from: 'near',
      filledBy: null,
      optional: false,
    })),
    inline: command.objects.flatMap(valuesIn),
    readOnly: command.postRenderer
      ? {
          message: 'a post-renderer changes the rendered objects, and is not evaluated',
          remedy: 'move the container by hand, and check what the post-renderer makes of it',
        }
      : null,
  };
}

/** The releases of a Terraform module: which chart the files are for that it reads. */
export function terraformUses(path: string, text: string): readonly Use[] {
  return terraformReleases(text).map((release): Use => {
    const at = (offset: number): string =>
      `${path}:${text.slice(0, release.start + offset).split('\n').length}`;
    const { chart, repository, version, files } = release;
    const isLocal = chart.startsWith('.') || chart.startsWith('/');
    return {
      path,
      by: at(0),
      release: {
        ...emptyRelease('command'),
        name: release.name,
        chart: chart === '' || isLocal ? null : chartNamed(chart, repository, version),
        folder: isLocal ? chart : null,
        layers: release.isComputed ? [`what Terraform computes (${at(0)})`] : [],
        parameters: release.settings,
        files: files.map(({ written, isTemplate }) => ({
          written,
          from: 'document',
          filledBy: isTemplate ? 'templatefile() of Terraform' : null,
          optional: false,
        })),
      },
      rest: release.text,
      settings: release.settings.map((name) => ({
        name,
        at: at(Math.max(0, release.text.indexOf(`"${name}"`))),
      })),
    };
  });
}
