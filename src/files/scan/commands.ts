const SCRIPT = /\.(?:sh|bash|zsh|mk|groovy|envrc)$|(?:^|\/)\.envrc$/;
const NAMED =
  /(?:^|\/)(?:GNUm|M|m)akefile(?:\.[\w-]+)?$|(?:^|\/)(?:Jenkinsfile|[Jj]ustfile)(?:[.-][\w-]+)?$/;
const HELM = Buffer.from('helm');
const FLAGS = ['--set', '--values', '-f'].map((flag) => Buffer.from(flag));

/** Whether a file holds command lines, and is no YAML: scripts, Makefiles, pipelines of Jenkins. */
export function isCommands(path: string): boolean {
  return SCRIPT.test(path) || NAMED.test(path);
}

/** Whether a command of helm in a file may name values: scripts and pipelines of any form. */
export function mayRunHelm(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.includes(HELM) && FLAGS.some((flag) => buffer.includes(flag));
}
