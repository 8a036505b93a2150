/** What a key of the config holds: the reader and the published schema are made from it. */
export type Shape =
  | {
      readonly type: 'text';
      readonly description: string;
      readonly choices?: readonly string[];
      readonly pattern?: string;
    }
  | { readonly type: 'flag'; readonly description: string }
  | { readonly type: 'texts'; readonly description: string }
  | { readonly type: 'map'; readonly description: string; readonly values: 'text' | 'severity' }
  | {
      readonly type: 'environments';
      readonly description: string;
      readonly fields: { readonly paths: Shape; readonly environment: Shape };
    }
  | {
      readonly type: 'rows';
      readonly description: string;
      readonly fields: Readonly<Record<string, RowField>>;
    };

export interface RowField {
  readonly description: string;
  readonly required: boolean;
  readonly pattern?: string;
  /** How a text that fits the pattern looks. */
  readonly like?: string;
}

const CODE = '^SM\\d{3}$';

/** Every key of `.sidecar-migrate.yaml`, in the order in which `init` writes them. */
export const CONFIG_SHAPE = {
  extends: {
    type: 'text',
    description: 'Another config that this one extends; a path relative to this file.',
  },
  sidecar: {
    type: 'texts',
    description: 'Containers that are sidecars: globs over names, or over images after image:.',
  },
  keep: {
    type: 'texts',
    description: 'Containers that stay; takes precedence over everything else.',
  },
  accept: {
    type: 'rows',
    description: 'Warnings that are accepted, each with the reason.',
    fields: {
      code: { description: 'Code of the rule.', required: true, pattern: CODE, like: 'SM206' },
      reason: { description: 'Why it is safe here, for later readers.', required: true },
    },
  },
  severities: {
    type: 'map',
    description:
      'Severity of rules by code. A block about API validation, kinds or platforms cannot be lowered.',
    values: 'severity',
  },
  placement: {
    type: 'text',
    description: 'Where sidecars go among initContainers.',
    choices: ['auto', 'last', 'first'],
  },
  environment: {
    type: 'map',
    description: 'Versions of what runs in the clusters: kubernetes, argo-rollouts, velero, keda …',
    values: 'text',
  },
  environments: {
    type: 'environments',
    description:
      'The same for clusters that differ, by the paths of their files; the last entry that matches applies.',
    fields: {
      paths: { type: 'texts', description: 'Globs over paths.' },
      environment: {
        type: 'map',
        description: 'Versions of what runs there; what is left out is as in environment.',
        values: 'text',
      },
    },
  },
  kinds: {
    type: 'rows',
    description: 'Custom kinds with a pod spec.',
    fields: {
      group: {
        description: 'API group without version; any group if it is left out.',
        required: false,
      },
      kind: { description: 'Kind.', required: true },
      podPath: {
        description: 'Path of its Pod template: spec.template.spec, spec.tasks[*].template.spec.',
        required: true,
      },
    },
  },
  charts: {
    type: 'rows',
    description: 'Helm charts that pass restartPolicy of init containers on to the pod.',
    fields: {
      name: { description: 'Name of the chart, as its Chart.yaml has it.', required: true },
      repo: {
        description: 'URL of its repository; any if it is left out.',
        required: false,
      },
      from: {
        description: 'Key of its values that holds extra containers; * matches any one key.',
        required: true,
        pattern: '(?:ontainers|idecars)$',
        like: 'web.extraContainers',
      },
      to: {
        description: 'Key of its values that holds init containers, from the root of the values.',
        required: true,
      },
      shape: {
        description:
          'list; map if the containers are keyed by name, text if the chart evaluates the text of a list with tpl; list if it is left out.',
        required: false,
        pattern: '^(?:list|map|text)$',
        like: 'list, map or text',
      },
      toShape: {
        description: 'The same for init containers; as shape if it is left out.',
        required: false,
        pattern: '^(?:list|map|text)$',
        like: 'list, map or text',
      },
    },
  },
  ignore: { type: 'texts', description: 'Files that are not edited: globs over paths.' },
  includeGenerated: { type: 'flag', description: 'Edit generated and vendored files too.' },
} as const satisfies Readonly<Record<string, Shape>>;

/** The published JSON Schema of the config. */
export function configSchema(): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Configuration of sidecar-migrate (.sidecar-migrate.yaml)',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      Object.entries(CONFIG_SHAPE).map(([key, shape]) => [key, schemaOf(shape)]),
    ),
  };
}

function schemaOf(shape: Shape): object {
  const { description } = shape;
  switch (shape.type) {
    case 'text':
      return shape.choices === undefined
        ? { description, type: 'string' }
        : { description, enum: shape.choices };
    case 'flag':
      return { description, type: 'boolean' };
    case 'texts':
      return { description, type: 'array', items: { type: 'string', minLength: 1 } };
    case 'map':
      return shape.values === 'severity'
        ? {
            description,
            type: 'object',
            propertyNames: { pattern: CODE },
            additionalProperties: { enum: ['block', 'warn', 'info'] },
          }
        : { description, type: 'object', additionalProperties: { type: 'string' } };
    case 'environments':
      return {
        description,
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: Object.keys(shape.fields),
          properties: Object.fromEntries(
            Object.entries(shape.fields).map(([field, own]) => [field, schemaOf(own)]),
          ),
        },
      };
    case 'rows':
      return {
        description,
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: Object.keys(shape.fields).filter((field) => shape.fields[field]?.required),
          properties: Object.fromEntries(
            Object.entries(shape.fields).map(([field, { description: text, pattern }]) => [
              field,
              {
                description: text,
                type: 'string',
                minLength: 1,
                ...(pattern === undefined ? {} : { pattern }),
              },
            ]),
          ),
        },
      };
  }
}
