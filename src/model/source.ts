/** A file as it was read. Offsets everywhere are indexes into `text`, which keeps a BOM and CRLF. */
export interface SourceFile {
  /** With `/` between the parts, as it is printed and as `git apply` wants it. */
  readonly path: string;
  readonly text: string;
  /** Set when a person does not own this text. */
  readonly provenance: Provenance | null;
}

/** Why a file is not ours to edit, and where its own source is. */
export interface Provenance {
  readonly kind: 'generated' | 'vendored';
  /** What gave it away, as a person would say it: `marked DO NOT EDIT on line 1`. */
  readonly why: string;
  /** The file or tool to change instead, where the file names one. */
  readonly origin: string | null;
}

/** A point in a file that a person can go to: line and column count from 1. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** Replaces `[start, end)` of the original text; inserts where both are equal. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Several changes may need the very same edit, such as an import: it is made once. */
  readonly shared?: true;
}

export type ProblemKind =
  /** Not readable at all: permission, vanished, not a regular file, a link out of the tree. */
  | 'unreadable'
  /** Read, but not as the format that its name promises. */
  | 'unparsable'
  /** Go templates, jinja, ytt: not YAML before something renders it. */
  | 'templated'
  /** Larger than a manifest can be. */
  | 'too-large'
  /** A program makes a workload whose containers only running it would tell. */
  | 'computed'
  /** A comment that speaks to this tool, and that it does not understand: an error. */
  | 'directive'
  /** One that is understood, and stands where it speaks of nothing. */
  | 'comment'
  /** Something that kustomize would not build: what it is for is not there. */
  | 'reference'
  /** Containers in a form that is noticed and never edited: HCL, Go templates of values. */
  | 'unedited';

/** Something that kept a file, or a part of it, from being seen. */
export interface Problem {
  readonly kind: ProblemKind;
  readonly path: string;
  readonly place: Place | null;
  readonly message: string;
  readonly remedy: string;
}
