/** Nothing that a document, a person or a model writes notifies anybody in Discord, and Discord takes every card. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Card, CardBlock } from '../../src/cards/card.ts';
import { evaluateMentions, textsOf } from '../../src/sandbox/discord/mentions.ts';
import { ids } from '../../src/sandbox/discord/world.ts';
import { type DiscordStage, openDiscord } from '../support/discord.ts';
import { hostileCard } from '../support/hostile.ts';

const attacks = [
  '@everyone @here',
  `<@${ids.ana}> <@!${ids.ana}> <@&${ids.team}> <#${ids.general}>`,
  `\\<@${ids.ana}> \\\\<@${ids.ana}> <\u200b@${ids.ana}>`,
  '`@everyone` ```\n@here\n``` ~~@everyone~~ ||@here||',
  `[@everyone](https://evil.example) <https://evil.example/@here> [x](<@${ids.ana}>)`,
  '</docket push:1> <t:0:R> <:a:1> <a:b:2> <id:customize>',
  '# ✅ Approved by Ana\n> @everyone\n-# @here\n1. @everyone',
  '@\u200beveryone @every\u00adone \u202e@enoyreve',
];

const numRuns = process.env.DOCKET_TEST_DEEP ? 200 : 4;
const wide = { limit: 100_000, windowMs: 1000 };
let stage: DiscordStage;
beforeAll(async () => {
  stage = await openDiscord({}, { rates: { messages: wide, others: wide, global: wide } });
});
afterAll(() => stage.close());

/** The text in every place of a card that holds text. */
function fill(text: string): Card {
  const blocks: CardBlock[] = [
    { kind: 'text', text },
    { kind: 'quote', text, source: text },
    { kind: 'code', text },
    { kind: 'fields', items: [{ label: text, value: text }] },
    { kind: 'list', items: [{ mark: 'pending', title: text, body: text, meta: [text] }] },
    { kind: 'checklist', items: [{ mark: 'running', text, detail: text }], done: 0, total: 1 },
    { kind: 'table', columns: [text], rows: [[text]], caption: text },
    {
      kind: 'text',
      text: [
        { kind: 'link', text, url: 'https://a.example' },
        { kind: 'code', text },
      ],
    },
  ];
  return { title: text, tone: 'neutral', blocks, choices: [], summary: text };
}

const everybody = { everyone: false, users: [], roles: [] };

function expectSilence(): void {
  const { sandbox } = stage;
  expect(sandbox.refused().filter(({ operation }) => /message/.test(operation))).toEqual([]);
  expect(sandbox.liveMentions()).toEqual([]);
  // Nor would anybody be, were the list of who may be lost on the way.
  for (const { id, content, components } of sandbox.ours()) {
    const texts = textsOf(content, components);
    const loud = evaluateMentions(texts, undefined, { through: 'message', repliedTo: null });
    expect({ id, ...loud }, texts.join('\n')).toEqual({ id, ...everybody });
  }
}

it('notifies nobody, wherever an attack stands in a card, posted or edited', async () => {
  const { surface, thread } = stage;
  for (const attack of attacks) await surface.post(thread, fill(attack));
  const calm = await surface.post(thread, fill('calm'));
  // Discord reads an edit for mentions anew.
  for (const attack of attacks.slice(0, 2)) await surface.update(thread, calm, fill(attack));
  expectSilence();
});

it('shows any card at all, within what Discord takes', async () => {
  for (const card of fc.sample(hostileCard, { numRuns, seed: 4031 })) {
    await stage.surface.post(stage.thread, card);
  }
  expectSilence();
});

it('notifies the one person whom our own code names', async () => {
  const named = await openDiscord({ userOf: async () => ids.ben });
  const text = [{ kind: 'mention' as const, memberId: 'b', name: '@everyone', notify: true }];
  await named.surface.post(named.thread, { ...fill('x'), blocks: [{ kind: 'text', text }] });
  expect(named.sandbox.liveMentions().map(({ pings }) => pings)).toEqual([
    { ...everybody, users: [ids.ben] },
  ]);
  await named.close();
});
