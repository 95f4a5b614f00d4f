/** Reads a message: payloads masked, words made plain, and every slot found with its place. */
import type { Situation } from '../situation.ts';
import { type Token, tokenize } from '../tokens.ts';
import { plainWord } from '../words/plain-words.ts';
import { correctSpelling } from '../words/spelling.ts';
import { spellOutDigits } from '../words/texting.ts';
import { block, date, effort, priority, status, type } from './attributes.ts';
import { document } from './documents.ts';
import { agent, channel, person, project, stranger, tracker, workflow } from './parties.ts';
import { findPayloads, type Payload } from './payloads.ts';
import { findQueries } from './queries.ts';
import { findSlots, Line, type Recogniser } from './recogniser.ts';
import { everything, ids, keys, ordinals, pronouns, rest, spelledIds } from './references.ts';
import type { Slot } from './slot.ts';

/** A message, or a part of one, with its slots in order. */
export type Reading = { source: string; line: Line; slots: Slot[] };

const payloadWord = 'payload';

const recognisers: Recogniser[] = [
  ...document.slice(0, 2),
  keys,
  ...date,
  channel,
  workflow,
  agent,
  ...tracker,
  ...project,
  ...person,
  ...priority,
  ...effort,
  ids,
  ...spelledIds,
  rest,
  everything,
  ...ordinals,
  ...document.slice(2),
  block,
  type,
  status,
  pronouns,
  ...stranger,
];

/** Never throws; a text without any slot gives an empty list. */
export function readSlots(text: string, situation: Situation): Reading {
  const payloads = findPayloads(text);
  const tokens = spellOutDigits(withPayloads(text, payloads)).map((token) =>
    token.word === payloadWord ? token : { ...token, word: correctSpelling(plainWord(token.word)) },
  );
  const line = new Line(tokens, text);
  const dictated = payloadSlots(tokens, payloads);
  const masked = new Set(dictated.map((slot) => slot.from));
  const found = findSlots(line, situation, recognisers).filter((slot) => !masked.has(slot.from));
  const queries = findQueries(line, [...dictated, ...found], situation);
  const kept = found.filter((slot) => !queries.some((query) => query.from < slot.to && slot.from < query.to));
  const slots = [...dictated, ...kept, ...queries].toSorted((a, b) => a.from - b.from);
  return { source: text, line, slots };
}

function withPayloads(text: string, payloads: Payload[]): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const shifted = (from: number, to: number) =>
    tokenize(text.slice(from, to)).map((token) => ({
      ...token,
      start: token.start + from,
      end: token.end + from,
    }));
  for (const payload of payloads) {
    tokens.push(...shifted(at, payload.start));
    tokens.push({ text: payload.value, word: payloadWord, start: payload.start, end: payload.end });
    at = payload.end;
  }
  return [...tokens, ...shifted(at, text.length)];
}

function payloadSlots(tokens: Token[], payloads: Payload[]): Slot[] {
  return payloads.map((payload) => {
    const from = tokens.findIndex((token) => token.start === payload.start && token.word === payloadWord);
    return { kind: 'payload', value: payload.value, form: payload.form, from, to: from + 1 };
  });
}

/** The slots of one kind. */
export function slotsOf<K extends Slot['kind']>(reading: Reading, kind: K): Extract<Slot, { kind: K }>[] {
  return reading.slots.filter((slot): slot is Extract<Slot, { kind: K }> => slot.kind === kind);
}

/** A part of a reading, by tokens. */
export function part(reading: Reading, from: number, to: number): Reading {
  const slots = reading.slots
    .filter((slot) => slot.from >= from && slot.to <= to)
    .map((slot) => ({ ...slot, from: slot.from - from, to: slot.to - from }));
  return {
    source: reading.source,
    line: new Line(reading.line.tokens.slice(from, to), reading.source),
    slots,
  };
}
