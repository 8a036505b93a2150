/**
 * The repository path of an image without tag and digest. A `:` before the last `/` is the port of
 * a registry.
 */
export function repositoryOf(image: string): string {
  const digest = image.indexOf('@');
  const bare = digest < 0 ? image : image.slice(0, digest);
  const tag = bare.indexOf(':', bare.lastIndexOf('/') + 1);
  return tag < 0 ? bare : bare.slice(0, tag);
}

/** The tag of an image; empty where it has none. */
export function tagOf(image: string): string {
  const bare = image.split('@')[0] ?? '';
  const tag = bare.indexOf(':', bare.lastIndexOf('/') + 1);
  return tag < 0 ? '' : bare.slice(tag + 1);
}

/** The last part of the repository path: what the image is called through every mirror. */
export function baseOf(image: string): string {
  const repository = repositoryOf(image);
  return repository.slice(repository.lastIndexOf('/') + 1);
}

/** Whether an image, through any registry or mirror, ends as a pattern of the catalogue says. */
export function matchesImage(image: string, pattern: string): boolean {
  const have = repositoryOf(image).toLowerCase().split('/');
  const want = pattern.split('/');
  const tail = have.slice(-want.length);
  return tail.length === want.length && want.every((part, i) => matchesPart(tail[i] ?? '', part));
}

function matchesPart(have: string, want: string): boolean {
  const star = want.indexOf('*');
  if (star < 0) return have === want;
  const [head, rest] = [want.slice(0, star), want.slice(star + 1)];
  return have.length > head.length + rest.length && have.startsWith(head) && have.endsWith(rest);
}
