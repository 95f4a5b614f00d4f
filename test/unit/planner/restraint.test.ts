/** What one part of a message holds back is touched by no irreversible deed of another part. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadTools } from '../../../src/catalog/load-tools.ts';
import { irreversible } from '../../../src/planner/intent.ts';
import { planMessage, understand } from '../../../src/planner/plan-message.ts';
import { situationOf } from '../../../src/planner/situation.ts';
import { talk, tools } from './talk.ts';

const titles = ['guest checkout', 'save cart', 'Apple Pay', 'login redirect loop', 'encrypt cards'];
const nameOf = (n: number) =>
  fc.constantFrom(String(n), `#${n}`, `ticket ${n}`, `the ${titles[n - 1]} ticket`);

const orders: ((what: string) => string)[] = [
  (what) => `push ${what} to linear`,
  (what) => `approve ${what}`,
  (what) => `please send ${what} to github`,
  (what) => `delete ${what}`,
  (what) => `${what} looks good, approve it`,
  (what) => `can you ship ${what}`,
];
const holding: ((what: string) => string)[] = [
  (what) => `don't push ${what}`,
  (what) => `do not touch ${what}`,
  (what) => `hold ${what} back`,
  (what) => `hold off on ${what}`,
  (what) => `leave ${what} alone`,
  (what) => `leave out ${what}`,
  (what) => `not ${what}`,
  (what) => `${what} not yet`,
  (what) => `${what} can wait`,
  (what) => `${what} has to wait until legal signs off`,
  (what) => `${what} must not be pushed`,
  (what) => `skip ${what}`,
  (what) => `never send ${what} anywhere`,
  (what) => `is ${what} ready?`,
  (what) => `should we push ${what}?`,
  (what) => `does ${what} need legal?`,
  (what) => `${what} is not ready`,
];
const wide = [
  'push everything to linear',
  'approve all',
  'delete all tickets',
  'ship the approved ones',
  'approve all P0s and P1s',
  'push 1-5',
  'approve 1, 2, 3, 4 and 5',
];
const joints = [', ', '. ', '; ', ' but ', ', but ', '\n', ' and '];
const fillers = ['generate tickets', 'who is on 1', 'set 1 to p2', 'show me the open questions', 'thanks'];

/** Numbers of the tickets a plan would push, approve, delete, merge or sync; all of them for a selection by anything else. */
function touched(text: string): number[] {
  const situation = situationOf(talk());
  const { intents, unsure, vetoed } = understand(text, situation);
  if (unsure || vetoed || intents.some(({ tool }) => tool === 'clarify')) return [];
  return intents
    .filter(({ tool, args }) => irreversible.has(tool) && !args.dry_run)
    .flatMap(({ args }) => numbersIn((args.select ?? {}) as Selection));
}

type Selection = { ids?: number[]; query?: string; except?: Selection; or?: Selection };

function numbersIn({ ids, query, except, or }: Selection): number[] {
  const named = query ? [titles.findIndex((title) => title.toLowerCase().includes(query)) + 1] : null;
  const own = ids ?? named ?? [1, 2, 3, 4, 5];
  const spared = except ? numbersIn(except) : [];
  return [...own.filter((id) => !spared.includes(id)), ...(or ? numbersIn(or) : [])];
}

describe('a message that holds a ticket back', () => {
  const held = fc.integer({ min: 2, max: 5 });
  const scene = held.chain((n) =>
    fc.record({
      n: fc.constant(n),
      restraint: fc.tuple(fc.constantFrom(...holding), nameOf(n)).map(([say, what]) => say(what)),
      order: fc.oneof(
        fc.constantFrom(...wide),
        fc
          .tuple(
            fc.constantFrom(...orders),
            fc.constantFrom(1, 2, 3, 4, 5).filter((one) => one !== n),
          )
          .map(([say, what]) => say(String(what))),
      ),
      joint: fc.constantFrom(...joints),
      filler: fc.option(fc.constantFrom(...fillers), { nil: null }),
      heldFirst: fc.boolean(),
    }),
  );

  it('begins nothing irreversible with it, whatever else is ordered, in whichever order', () => {
    fc.assert(
      fc.property(scene, ({ n, restraint, order, joint, filler, heldFirst }) => {
        const parts = heldFirst ? [restraint, order] : [order, restraint];
        const said = `${parts.join(joint)}${filler ? `. ${filler}` : ''}`;
        expect(touched(said), said).not.toContain(n);
      }),
      { numRuns: 250 },
    );
  });

  it.each([
    ["generate tickets, don't approve or push any of it", ['generate_tickets']],
    ['generate tickets for the onboarding prd and hold off on pushing', ['generate_tickets']],
    ["no pushes please, and don't delete anything. show 3", ['show_ticket']],
  ])('leaves the rest of it standing: %s', (text, left) => {
    expect(planMessage(text, talk(), tools).calls.map(({ tool }) => tool)).toEqual(left);
  });

  it.each([
    ['push the approved ones to linear, leave out 1 and 3', { except: { ids: ['1', '3'] } }],
    ['push 1, 3 and 5 to linear. 3 can wait', { ids: ['1', '5'] }],
    ['push 1-5 to linear but not the apple pay one', { except: { ids: ['3'] } }],
  ])('spares what it names: %s', (text, select) => {
    const [call] = planMessage(text, talk(), tools).calls;
    expect(call).toMatchObject({ tool: 'push_tickets', args: { select } });
  });

  it.each(["don't push 3, delete 3", 'push 3. should we push 3?'])('asks where it says both: %s', (text) => {
    const plan = planMessage(text, talk(), tools);
    expect(plan.calls).toEqual([]);
    expect(plan.question).not.toBeNull();
  });

  it.each([
    ["don't forget to push 3 to linear", 'push_tickets'],
    ['no objections to 3, approve it', 'request_review'],
    ["5 isn't needed any more, delete it", 'discard_tickets'],
    ['why not push 3 to linear', 'push_tickets'],
  ])('is not seen in words that hold nothing back: %s', (text, tool) => {
    expect(planMessage(text, talk(), tools).calls.map((call) => call.tool)).toEqual([tool]);
  });
});

it('can reach others only by tools that end at a card for a person', async () => {
  const offered = [...(await loadTools('tools')).tools.values()].filter(({ access }) => access === 'anyone');
  const reaching = offered.filter(({ effect }) => effect === 'publish');
  expect(reaching.map(({ name }) => name)).toContain('push_tickets');
  for (const tool of reaching) expect(tool.propose ?? tool.ask, tool.name).toBeDefined();
});
