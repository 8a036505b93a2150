import type { Abstract, Atom, Layout } from './abstract.js';

/** `indent` and `nindent` of what an action writes. */
export function indented(value: Abstract, columns: number, newline: boolean): Abstract {
  const spaces = ' '.repeat(columns);
  switch (value.kind) {
    case 'text':
      return { ...value, layout: deeper(value.layout, columns, newline) };
    case 'values':
      return {
        kind: 'text',
        content: { kind: 'values', path: value.path, form: 'raw', tpl: false },
        layout: { newline, lead: columns, indent: columns },
      };
    case 'other':
      return {
        kind: 'text',
        content: { kind: 'opaque', words: value.words, mentions: value.mentions },
        layout: { newline, lead: columns, indent: columns },
      };
    case 'literal':
      return {
        kind: 'literal',
        value: (newline ? '\n' : '') + value.value.replace(/^/gm, spaces),
      };
    case 'rendered':
      return { ...value, atoms: shifted(value.atoms, columns, newline) };
    default:
      return value;
  }
}

function deeper(layout: Layout, columns: number, newline: boolean): Layout {
  return {
    newline: newline || layout.newline,
    lead: layout.lead + columns,
    indent: layout.indent + columns,
  };
}

function shifted(atoms: readonly Atom[], columns: number, newline: boolean): readonly Atom[] {
  const [first] = atoms;
  if (first === undefined) return [];
  const spaces = ' '.repeat(columns);
  const { guards, at } = first;
  return [
    { kind: 'text', text: (newline ? '\n' : '') + spaces, guards, at },
    ...atoms.map((atom): Atom => {
      if (atom.kind === 'text') return { ...atom, text: atom.text.replaceAll('\n', `\n${spaces}`) };
      const { layout } = atom;
      // The spaces of a line that begins here stand before it already.
      const lead = layout.newline ? layout.lead + columns : layout.lead;
      return { ...atom, layout: { ...layout, lead, indent: layout.indent + columns } };
    }),
  ];
}

/** `trim` and its like: the white space at both ends. */
export function trimmed(value: Abstract): Abstract {
  switch (value.kind) {
    case 'text':
      return { ...value, layout: { ...value.layout, newline: false, lead: 0 } };
    case 'literal':
      return { kind: 'literal', value: value.value.trim() };
    case 'rendered': {
      const atoms = [...value.atoms];
      while (atoms[0]?.kind === 'text' && atoms[0].text.trim() === '') atoms.shift();
      for (let last = atoms.at(-1); last?.kind === 'text' && last.text.trim() === ''; ) {
        atoms.pop();
        last = atoms.at(-1);
      }
      const [first, ...rest] = atoms;
      if (first?.kind !== 'text') return { ...value, atoms };
      return { ...value, atoms: [{ ...first, text: first.text.trimStart() }, ...rest] };
    }
    default:
      return value;
  }
}
