import { endsByItself, fetches, isUpload } from './commands.js';
import { callsIn, leaves, loopsIn, type Program } from './programs.js';
import type { Call, Loop } from './shell.js';

/** Sub-commands that get something which is good for a while: a token, a secret, a state of a repository. */
const GETS: Readonly<Record<string, RegExp>> = {
  aws: /^(?:ecr(?:-public)? get-login-password|ecr get-authorization-token|sts \S+|eks get-token|rds generate-db-auth-token|codeartifact get-authorization-token|secretsmanager get-secret-value|ssm get-parameters?(?:-by-path)?)$/,
  gcloud:
    /^(?:auth (?:print-access-token|print-identity-token)|auth application-default|secrets versions)$/,
  az: /^(?:account get-access-token|acr login|keyvault secret)$/,
  oci: /^(?:session refresh|iam db-token)$/,
  ibmcloud: /^iam oauth-tokens$/,
  doctl: /^registry docker-config$/,
  kubectl: /^(?:create token|get (?:secrets?|configmaps?|cm)(?:\/\S*)?)$/,
  oc: /^(?:create token|whoami .*|get (?:secrets?|configmaps?|cm)(?:\/\S*)?)$/,
  vault: /^(?:kv get|read .*|token (?:renew|create|lookup)|login\b.*|write .*)$/,
  bao: /^(?:kv get|read .*|token (?:renew|create|lookup)|login\b.*|write .*)$/,
  op: /^(?:read|inject|item get)\b.*$/,
  infisical: /^(?:export|secrets|login)\b.*$/,
  doppler: /^secrets\b.*$/,
  certbot: /^(?:renew|certonly)\b.*$/,
  lego: /^(?:.* )?renew$/,
  step: /^ca (?:certificate|renew|token)$/,
  git: /^(?:pull|fetch|clone|reset)\b.*$/,
  svn: /^(?:up|update|checkout)\b.*$/,
};

/** Programs that do nothing else. */
const GETTERS: ReadonlySet<string> = new Set(['kinit', 'k5start', 'freshclam', 'acme.sh']);

/**
 * Whether all that a container does is to get something again and again, for ever: whoever reads what
 * it gets is what it is there for. `whole`: a loop that nothing leaves, of commands that are known to
 * end, with one that gets and none that sends.
 */
export function refreshes(program: Program): boolean {
  if (program.kind !== 'shell') return false;
  const loop = outermost(loopsIn(program));
  if (loop === undefined || !goesOnForEver(loop)) return false;
  const turn = [...loop.condition, ...loop.body];
  const calls = callsIn(program).filter(({ inTrap }) => !inTrap);
  return (
    turn.some(gets) &&
    calls.every((call) => gets(call) || isPause(call) || endsByItself(call)) &&
    !calls.some((call) => isUpload(call) && !fetches(call) && !gets(call))
  );
}

/** The one loop that all others stand in. */
function outermost(loops: readonly Loop[]): Loop | undefined {
  const [outer] = [...loops].sort((a, b) => b.text.length - a.text.length);
  if (outer === undefined) return undefined;
  const end = outer.start + outer.text.length;
  return loops.every(({ start }) => outer.start <= start && start < end) ? outer : undefined;
}

/** `while true`, `while :`, `while sleep 60`, and nothing that leaves it. */
function goesOnForEver(loop: Loop): boolean {
  if (loop.bounded || leaves(loop)) return false;
  return loop.endless || loop.condition.every(({ name }) => name === 'sleep');
}

/** `sleep 12h & wait $!`, so that a signal is heard. */
function isPause({ name }: Call): boolean {
  return /^(?:sleep|wait|trap|)$/.test(name);
}

function gets(call: Call): boolean {
  const { name, args, text } = call;
  if (GETTERS.has(name) || fetches(call)) return true;
  // To a file: what a health check asks for goes nowhere.
  if (name === 'curl' || name === 'wget')
    return (
      !isUpload(call) &&
      (/(?:^|\s)(?:-o|-O|--output|--output-document)\b/.test(text) || />/.test(text))
    );
  const subs = Object.hasOwn(GETS, name) ? GETS[name] : undefined;
  const words = args.filter((arg, i) => !arg.startsWith('-') && !isValue(args[i - 1])).slice(0, 2);
  return subs?.test(words.join(' ')) === true;
}

/** A word behind an option without `=` may be its value: `git -C /site pull`. */
function isValue(before: string | undefined): boolean {
  return before !== undefined && /^-{1,2}[A-Za-z][\w-]{0,40}$/.test(before);
}
