/** The pieces of a message that fill arguments: which tickets, who, where to, how urgent, and so on. */

export type SlotValue =
  | { kind: 'ids'; ids: number[]; keys: string[] }
  | { kind: 'priority'; values: string[] }
  | { kind: 'person'; names: string[] }
  | { kind: 'tracker'; name: string }
  | { kind: 'doc'; id: string | null; words: string; strength: 'named' | 'bare' | 'generic' }
  | { kind: 'url'; value: string }
  | { kind: 'path'; value: string }
  | { kind: 'block'; values: string[] }
  | { kind: 'type'; values: string[] }
  | { kind: 'status'; values: string[] }
  | { kind: 'date'; value: string }
  | { kind: 'cadence'; value: string }
  | { kind: 'label'; values: string[] }
  | { kind: 'workflow'; name: string }
  | { kind: 'agent'; name: string }
  | { kind: 'payload'; value: string; form: 'quote' | 'tail' | 'code' }
  | { kind: 'channel'; value: string }
  | { kind: 'project'; value: string }
  | { kind: 'count'; value: number; unit: string | null }
  | { kind: 'effort'; value: number | string }
  | { kind: 'ordinal'; ids: number[] }
  | { kind: 'pronoun'; plural: boolean }
  | { kind: 'all' }
  | { kind: 'rest' }
  | { kind: 'query'; value: string; ids: number[]; plural: boolean };

export type SlotKind = SlotValue['kind'];

/** A token range that fills an argument. */
export type Slot = SlotValue & { from: number; to: number };

export type SlotOf<K extends SlotKind> = Extract<Slot, { kind: K }>;
