import { familyOfProgram } from '../classify/catalogue/families.js';
import { modeIn } from '../classify/catalogue/mode.js';
import type { Call } from './shell.js';
import { sleptBy } from './times.js';

/** Commands that end by themselves at once and touch nothing but files of their own container. */
const LOCAL =
  /^(?:echo|printf|mkdir|chmod|chown|touch|ln|rm|cp|mv|cat|true|:|date|test|\[|\[\[|set|export|cd|sync|tee|sed|env|printenv|umask|ls)$/;

export function isHarmless(call: Call): boolean {
  return LOCAL.test(call.name) || (call.name === '' && !/[|&;]/.test(call.text));
}

const NOTHING: ReadonlyMap<string, string> = new Map();

/** Who sleeps for a day means to sleep for good. */
const A_DAY = 86_400;

const ENDS =
  /^(?:curl|wget|tar|unzip|gunzip|gzip|zip|gsutil|pg_dump|mysqldump|mysql|psql|mongo|mongosh|redis-cli|migrate|flyway|liquibase|find|grep|awk|exit|false|nslookup|dig|ping|chgrp|install|update-ca-certificates|openssl|keytool|jq|yq)$/;

/** Whether a command is known to come to an end without being told. */
export function endsByItself(call: Call): boolean {
  if (call.name === 'sleep') return sleptBy(call) > 0 && sleptBy(call) < A_DAY;
  if (call.name === 'kubectl' && call.args[0] === 'get')
    return !call.args.some((arg) => /^(?:-w|--watch)/.test(arg));
  if (call.name === 'tail' || call.background) return false;
  const family = familyOfProgram(call.name);
  const mode = family === null ? null : modeIn(family, { args: call.args, env: NOTHING });
  if (mode?.becomes === 'ends') return true;
  // `mc mirror --watch` is an upload that goes on.
  if (mode !== null && mode.text !== '') return false;
  if (call.name === 'locust')
    return (
      call.args.includes('--headless') && call.args.some((arg) => /^(?:-t|--run-time)/.test(arg))
    );
  if (FINISHERS.test(call.name))
    return !call.args.some((arg) => /^(?:-w|--watch(?:All)?|--looponfail)$/.test(arg));
  return ENDS.test(call.name) || isHarmless(call) || isUpload(call) || isSubCommandThatEnds(call);
}

/** Sub-commands that come to an end, of programs that are no families of the catalogue. */
const SUB_COMMANDS: Readonly<Record<string, RegExp>> = {
  aws: /^(?:s3|s3api|sts|ecr|secretsmanager|ssm)$/,
  git: /^(?:clone|pull|fetch|push|checkout|reset|submodule|config|commit|add)$/,
  docker:
    /^(?:build|push|pull|tag|login|logout|save|load|import|cp|rmi|images|info|version|inspect|manifest|image|buildx)$/,
  helm: /^(?:install|upgrade|uninstall|template|lint|repo|test|pull|push|dependency|package)$/,
  terraform: /^(?:init|plan|apply|destroy|validate|fmt|output|import)$/,
  trivy: /^(?:image|i|fs|filesystem|repo|config|rootfs|sbom|k8s|vm|convert|clean)$/,
  alembic: /^(?:upgrade|downgrade|stamp|current|history)$/,
  tofu: /^(?:init|plan|apply|destroy|validate|fmt|output|import)$/,
  pulumi: /^(?:up|preview|destroy|refresh)$/,
  certbot: /^(?:certonly|renew|certificates|revoke|delete|register)$/,
  k6: /^(?:run|cloud|archive)$/,
  newman: /^run$/,
  artillery: /^(?:run|quick|report)$/,
  npm: /^(?:test|t|ci|install|i|audit|publish|pack)$/,
  yarn: /^(?:test|install|build)$/,
  pnpm: /^(?:test|install|publish)$/,
  mkdocs: /^(?:build|gh-deploy)$/,
  go: /^(?:test|build|vet|install)$/,
  cargo: /^(?:test|build|check|publish)$/,
  mvn: /^(?:test|verify|package|install|deploy|clean)$/,
  kustomize: /^build$/,
  cypress: /^run$/,
  playwright: /^test$/,
};

/** Programs that run a load, a test or a build and are over: their servers have other names. */
const FINISHERS =
  /^(?:ab|wrk2?|hey|pytest|tox|jest|mocha|rspec|phpunit|robot|ansible-playbook|sysbench|pgbench|fio|iozone)$/;

function isSubCommandThatEnds({ name, args }: Call): boolean {
  const subs = Object.hasOwn(SUB_COMMANDS, name) ? SUB_COMMANDS[name] : undefined;
  return subs?.test(args.find((arg) => !arg.startsWith('-')) ?? '') === true;
}

/** Programs that do nothing else than to send files, each as its documentation calls it. */
const SENDERS = /^(?:lftp|ncftpput|twine|borg|duplicity|s3put)$/;

/** Whether a command sends files of this pod elsewhere. */
export function isUpload({ name, args, text }: Call): boolean {
  switch (name) {
    case 'aws':
      return args[0] === 's3' && /^(?:cp|sync|mv)$/.test(args[1] ?? '');
    case 'gsutil':
      return args.some((arg) => /^(?:cp|rsync|mv)$/.test(arg));
    case 'gcloud':
      return args[0] === 'storage' && /^(?:cp|rsync|mv)$/.test(args[1] ?? '');
    case 'az':
    case 'azcopy':
      return args.some((arg) => /^(?:upload|upload-batch|copy|cp|sync)$/.test(arg));
    case 'mc':
    case 's3cmd':
    case 's5cmd':
      return args.some((arg) => /^(?:cp|put|sync|mirror|mv)$/.test(arg));
    case 'rclone':
      return /^(?:copy|copyto|sync|move|moveto)$/.test(args[0] ?? '');
    case 'rsync':
    case 'scp':
    case 'sftp':
      return true;
    case 'curl':
      return /(?:^|\s)(?:-T|--upload-file|-F|--form|--data-binary)(?:\s|=)/.test(text);
    case 'restic':
    case 'kopia':
      return args.some((arg) => /^(?:backup|snapshot)$/.test(arg));
    case 'wget':
      return /(?:^|\s)--(?:post|body)-file/.test(text);
    case 'kubectl':
    case 'oc':
      return args[0] === 'cp';
    case 'skopeo':
    case 'oras':
    case 'crane':
      return /^(?:copy|cp|push|sync)$/.test(args[0] ?? '');
    default:
      return SENDERS.test(name);
  }
}

/** Tools that name a source and then a target. */
const COPIERS = /^(?:aws|gsutil|gcloud|azcopy|mc|s3cmd|s5cmd|rclone|rsync|scp|sftp)$/;

/** A place elsewhere: a scheme, a bucket, a host. A path of this container is none. */
const ELSEWHERE = /^[\w.@-]{1,200}:|^\w{2,20}:\/\//;

/** Whether a command fetches what others have: its target is here and its source is not. */
export function fetches({ name, args }: Call): boolean {
  if (!COPIERS.test(name)) return false;
  const places = args.filter((arg) => !arg.startsWith('-') && /[/:]/.test(arg));
  const target = places.at(-1);
  return (
    target !== undefined &&
    !ELSEWHERE.test(target) &&
    places.slice(0, -1).some((place) => ELSEWHERE.test(place))
  );
}

/** Words of a call, cut to what fits a message. */
export function shortText({ text }: Call): string {
  const line = text.split('\n', 1)[0]?.trim() ?? '';
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
