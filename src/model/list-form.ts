/**
 * How a key of values holds containers: one after the other, keyed by their names, or as a text
 * that is a list once the chart has run its actions.
 */
export type ListForm = 'list' | 'map' | 'text';

/** The same for a key that may hold nothing, or something else. */
export type HeldForm = ListForm | 'empty' | 'other';
