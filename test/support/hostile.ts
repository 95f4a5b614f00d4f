/** Text and whole cards such as an attacker or an unlucky document would bring, for property tests. */
import fc from 'fast-check';
import { formatAction } from '../../src/cards/action-token.ts';
import type { Card, CardBlock, Choice, Inline, ListItem, Text } from '../../src/cards/card.ts';

const samples = [
  '\u001b]0;owned\u0007\u001b[2J\u001b[31mred',
  '\u009b31m\u0085next',
  'user\u202egnp.exe\u202c \u2066isolated\u2069',
  'tab\there\r\nand\rthere\u2028end',
  '@everyone <!channel> <@U1> *bold* [x](http://evil.example)',
  '漢字とカタカナがとても長く続くので折り返しが必要です',
  '👩‍👩‍👧‍👦🏳️‍🌈🇩🇪 e\u0301e\u0301 1️⃣',
  'שלום עולם \u200f مرحبا',
  'averyveryverylongwordwithoutanyspaceinitthatgoesonandonandonpasttheedgeofanyterminal',
  'lone \ud800 surrogate',
];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...samples),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom(...samples), { maxLength: 4 }).map((parts) => parts.join(' ')),
);

const run: fc.Arbitrary<Inline> = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    text: hostileText,
    bold: fc.boolean(),
    muted: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('code' as const), text: hostileText }),
  fc.record({
    kind: fc.constant('link' as const),
    text: hostileText,
    url: fc.oneof(hostileText, fc.webUrl()),
  }),
  fc.record({ kind: fc.constant('mention' as const), memberId: fc.constant('m'), name: hostileText }),
);

const text: fc.Arbitrary<Text> = fc.oneof(hostileText, fc.array(run, { maxLength: 4 }));

const mark = fc.constantFrom(
  'none' as const,
  'pending' as const,
  'running' as const,
  'done' as const,
  'failed' as const,
  'skipped' as const,
  'question' as const,
  'changed' as const,
);

const choice: fc.Arbitrary<Choice> = fc.record({
  label: hostileText,
  action: fc.nat({ max: 50 }).map((number) => formatAction('approve', '', `T${number}`)),
});

const item: fc.Arbitrary<ListItem> = fc.record(
  {
    mark,
    number: fc.nat({ max: 500 }),
    title: text,
    meta: fc.array(hostileText, { maxLength: 4 }),
    body: text,
    choices: fc.array(choice, { maxLength: 4 }),
  },
  { requiredKeys: ['mark', 'title'] },
);

const few = { maxLength: 6 };

const block: fc.Arbitrary<CardBlock> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text }),
  fc.record({ kind: fc.constant('quote' as const), text: hostileText, source: hostileText }),
  fc.record({
    kind: fc.constant('fields' as const),
    items: fc.array(fc.record({ label: hostileText, value: text }), few),
  }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(item, few) }),
  fc.record({
    kind: fc.constant('checklist' as const),
    items: fc.array(fc.record({ mark, text, detail: text }), few),
    done: fc.nat({ max: 6 }),
    total: fc.constant(6),
  }),
  fc.record({
    kind: fc.constant('table' as const),
    columns: fc.array(hostileText, { minLength: 1, maxLength: 12 }),
    rows: fc.array(fc.array(text, { maxLength: 12 }), few),
    caption: hostileText,
  }),
  fc.record({ kind: fc.constant('code' as const), text: hostileText }),
  fc.constant({ kind: 'divider' as const }),
);

export const hostileCard: fc.Arbitrary<Card> = fc.record({
  title: hostileText,
  tone: fc.constantFrom('neutral' as const, 'danger' as const),
  blocks: fc.array(block, { maxLength: 5 }),
  choices: fc.array(choice, { maxLength: 6 }),
  summary: hostileText,
});
