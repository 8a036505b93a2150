/** Anything with a scheme, and the forms that kustomize hands to git without one. */
const URL_LIKE =
  /^(?:[a-z][a-z0-9+.-]*:\/\/|git::|[^/\s@]{1,200}@[^/\s]{1,300}:|gh:|(?:www\.)?(?:github|gitlab|bitbucket)\.(?:com|org)[/:])/i;

/** Parts that only the address of a repository has. */
const REPOSITORY =
  /[?&](?:ref|version|timeout|submodules)=|\.git(?:[/?]|$)|\/_git\/|^[^./]+\.[^/]+\/.*\/\//i;

/** Whether kustomize would fetch this, were it asked. Something that is there under that name is local. */
export function isRemote(path: string, isThere: boolean): boolean {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(path) || path.startsWith('git::')) return true;
  return !isThere && (URL_LIKE.test(path) || REPOSITORY.test(path));
}
