/** Whether an entry of a kustomization is the text itself, and not the name of its file. */
export function isInline(text: string): boolean {
  return text.includes('\n') || /^\s*[{[]/.test(text);
}
