/** A file of `browser`, made into one text by the build. */
declare module 'browser:*' {
  export const text: string;
}
