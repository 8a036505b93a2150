import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { stringify } from 'yaml';
import { fetched, run } from '../support/fetched.js';

/** Releases that run on Node 20. Too big for every checkout: together some 250 MB. */
const PACKAGES = {
  '@pulumi/pulumi': '3.200.0',
  '@pulumi/kubernetes': '4.23.0',
  'aws-cdk-lib': '2.170.0',
  constructs: '10.4.2',
};

/** The folder with the `node_modules` of Pulumi and AWS CDK, or null where they cannot be had. */
export function engines(): string | null {
  return fetched('engines-1', 'the real Pulumi and AWS CDK', (folder) => {
    const ready = join(folder, 'ready');
    mkdirSync(ready);
    writeFileSync(
      join(ready, 'package.json'),
      JSON.stringify({ private: true, dependencies: PACKAGES }),
    );
    run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'], ready);
    return ready;
  });
}

/** What Pulumi would send for each resource, under the name that the program gives it. */
const PULUMI = `
const pulumi = require('@pulumi/pulumi');
pulumi.runtime.setMocks({
  newResource: ({ type, name, inputs }) => {
    if (type.startsWith('kubernetes:')) recorded.push({ ...inputs, metadata: { name, ...inputs.metadata } });
    return { id: name + '-id', state: inputs };
  },
  call: ({ inputs }) => inputs,
}, 'project', 'stack', false);
pulumi.runtime.setAllConfig({ 'project:version': '3.1' });
`;

/** Each function of a program is given a cluster; its manifests are read from the template. */
const CDK = `
const { App, Stack } = require('aws-cdk-lib');
const { Cluster } = require('aws-cdk-lib/aws-eks');
const { LayerVersion } = require('aws-cdk-lib/aws-lambda');
const { Template } = require('aws-cdk-lib/assertions');
function deployed(deploy) {
  const stack = new Stack(new App(), 'stack');
  const layer = 'arn:aws:lambda:eu-west-1:123456789012:layer:kubectl:1';
  deploy(Cluster.fromClusterAttributes(stack, 'cluster', {
    clusterName: 'cluster',
    kubectlRoleArn: 'arn:aws:iam::123456789012:role/kubectl',
    kubectlLayer: LayerVersion.fromLayerVersionArn(stack, 'layer', layer),
  }));
  const found = Template.fromStack(stack).findResources('Custom::AWSCDK-EKS-KubernetesResource');
  return Object.values(found).flatMap(({ Properties }) => JSON.parse(Properties.Manifest));
}
`;

/** One process for all programs, one program after the other. */
const RUNNER = `
let recorded = [];
${PULUMI}
${CDK}
async function made(program) {
  recorded = [];
  try {
    const exported = Object.values(require(program));
    await pulumi.runtime.waitForRPCs();
    const deploys = exported.filter((value) => typeof value === 'function' && value.name === 'deploy');
    return { objects: [...recorded, ...deploys.flatMap(deployed)] };
  } catch (error) {
    return { error: String(error.stack) };
  }
}
(async () => {
  const all = [];
  for (const program of process.argv.slice(3)) all.push(await made(program));
  require('fs').writeFileSync(process.argv[2], JSON.stringify(all));
})();
`;

interface Made {
  readonly objects?: readonly object[];
  readonly error?: string;
}

/** What programs of Pulumi and AWS CDK ask a cluster for, each by the path of its file. */
export async function recorded(
  programs: readonly string[],
  modules: string,
): Promise<ReadonlyMap<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'engines-'));
  try {
    const bundles = programs.map((_, i) => join(folder, `${i}.cjs`));
    await Promise.all(
      programs.map((program, i) =>
        build({
          entryPoints: [program],
          bundle: true,
          platform: 'node',
          format: 'cjs',
          target: 'node20',
          outfile: bundles[i] ?? '',
          external: ['@pulumi/*', 'aws-cdk-lib', 'constructs'],
          logLevel: 'silent',
        }),
      ),
    );
    const runner = join(folder, 'runner.cjs');
    const result = join(folder, 'made.json');
    writeFileSync(runner, RUNNER);
    const { status, stderr } = spawnSync(process.execPath, [runner, result, ...bundles], {
      env: { ...process.env, NODE_PATH: join(modules, 'node_modules') },
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
    const made = JSON.parse(readFileSync(result, 'utf8')) as readonly Made[];
    return new Map(programs.map((program, i) => [program, textOf(made[i])]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function textOf(made: Made | undefined): string {
  if (made?.objects === undefined) return `error: ${made?.error ?? 'nothing was made'}`;
  return made.objects.map((object) => stringify(object)).join('---\n');
}
