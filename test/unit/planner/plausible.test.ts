/** What the shape of a message rules out, and what takes the place of what was said before. */
import { describe, expect, it } from 'vitest';
import { understand } from '../../../src/planner/plan-message.ts';
import { readWorld } from '../../../src/planner/training/read-sets.ts';
import { situationIn } from '../../../src/planner/utterance.ts';

const world = readWorld();

function toolsOf(text: string, context: Record<string, unknown> = {}): string[] {
  const { intents, unsure } = understand(text, situationIn(world, { fixture: 'A', ...context }));
  return unsure ? ['clarify'] : intents.map(({ tool }) => tool);
}

describe('a question', () => {
  it.each([
    'is 4 done yet',
    'did tom finish apple pay',
    'why is 5 p0',
    'have the tickets changed since yesterday',
    'when is 4 due',
    'what happens if i reject 6',
    'should i approve 5?',
  ])('changes nothing: %s', (text) => {
    const writes = /^(?:edit|create|delete|reject|approve|push|merge|split|regenerate|generate|link|unlink)_/;
    expect(toolsOf(text).filter((tool) => writes.test(tool))).toEqual([]);
  });

  it('about how a deed works is answered with help', () => {
    expect(toolsOf('sorry, dumb question, how do i merge two tickets?')).toEqual(['help']);
    expect(toolsOf('please explain how duplicates are identified')).toEqual(['help']);
  });
});

describe('an order that takes another back', () => {
  it.each([
    ['ship em! i mean approve em haha', ['approve_tickets'], { focus: [2, 6] }],
    ['delete 6. actually just lower it to p3', ['edit_ticket'], {}],
    ['reject 2 - wait, no, approve it', ['approve_tickets'], {}],
    ['approve 3, then tag it with urgent', ['approve_tickets', 'edit_ticket'], {}],
  ])('stands in its place: %s', (text, tools, context) => {
    expect(toolsOf(text, context)).toEqual(tools);
  });
});

describe('a thing that is none of ours', () => {
  it.each(['can you make me a nice color palette', 'do you know a good font', "approve tom's holiday"])(
    'is declined: %s',
    (text) => {
      expect(toolsOf(text)).toEqual(['decline']);
    },
  );

  it('is not seen in what names a ticket or points at one', () => {
    expect(toolsOf('merge them', { focus: [2, 6] })).toEqual(['merge_tickets']);
    expect(toolsOf('give me a list of the p0s')).toEqual(['list_tickets']);
  });
});
