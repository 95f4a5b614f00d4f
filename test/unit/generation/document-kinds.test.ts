/** Kinds of documents that teams write, each in a few lines of our own: what becomes a ticket and what does not. */
import { describe, expect, it } from 'vitest';
import { structureText } from '../../../src/documents/structure-text.ts';
import { proposeByRules } from '../../../src/generation/propose-by-rules.ts';

function propose(...lines: string[]) {
  const content = lines.join('\n');
  const { blocks } = structureText(content);
  return proposeByRules({ name: 'plan.md', content, blocks });
}

/** Titles of the tickets, and the reason and first line of each parked text. */
function outcome(...lines: string[]) {
  const { tickets, parked } = propose(...lines);
  return {
    titles: tickets.map((ticket) => ticket.title),
    parked: parked.filter((one) => one.reason !== 'context').map((one) => `${one.reason} ${one.lines[0]}`),
  };
}

describe('questions with answers', () => {
  it('tell what people can do, what comes later and what nobody builds', () => {
    const plan = [
      '# PRESS RELEASE',
      '## Kites by the hour',
      'Borrow a kite today.',
      '# CUSTOMER FAQ',
      '**Can I bring a kite back elsewhere?**',
      'Yes. You choose any desk, and the deposit is returned there.',
      '',
      '**Can I reserve two?**',
      'Not at launch.',
      '',
      '**Do you sell kites?**',
      'No. We only lend them.',
      '# INTERNAL FAQ',
      '**What must exist on day one?**',
      '',
      '- A list of desks. P0.',
      '',
      '**What do we reuse?**',
      'The map.',
      '',
      '**What is still open?**',
      'Who repairs the kites?',
    ];
    expect(outcome(...plan)).toEqual({
      titles: ['Let people choose any desk', 'Add a list of desks'],
      parked: ['future 9', 'out_of_scope 12', 'done 19'],
    });
    expect(propose(...plan).questions.map((one) => one.lines)).toEqual([[22]]);
  });
});

describe('a pitch', () => {
  it('holds work in the bold parts of its solution, and none in its no-gos and rabbit holes', () => {
    const plan = [
      '# Pitch: kites at night',
      '## Appetite',
      'Two weeks.',
      '## Solution',
      '**Glowing tails.** Each tail glows for two hours after dusk.',
      '',
      '**Alarms break through.** A kite that falls rings at the desk.',
      '## Rabbit holes',
      '- Tails are charged at the desk, never at home.',
      '## No-gos',
      '- No flashing tails',
      '## Already there',
      '- Lamps at the desk',
      '## Nice to have',
      '- ~ Coloured tails',
    ];
    expect(outcome(...plan)).toEqual({
      titles: [
        'Add glowing tails: each tail glows for two hours after dusk',
        'Ensure alarms break through',
        'Add coloured tails',
      ],
      parked: ['out_of_scope 11', 'done 13'],
    });
  });
});

describe('jobs', () => {
  it('may carry numbers, speak of what is done, and be put off or done in brackets', () => {
    const plan = [
      'JOB STORIES',
      '',
      'J-01  When it is windy, I want to see who is free, so I can be done in a minute.',
      '',
      'J-02  When two want a kite, I want them to settle it, so I can go home.',
      '',
      'J-03  When I open a second desk, I want to move kites. (later, nobody asked)',
      '',
      'J-04  When I hire somebody, I want to invite them. (done in spring)',
      '',
      'WHAT WE HEARD BUT WILL NOT DO',
      'Weather reports.',
    ];
    expect(outcome(...plan)).toEqual({
      titles: ['Show who is free', 'Let people settle it'],
      parked: ['future 7', 'done 9', 'out_of_scope 12'],
    });
  });
});

describe('a use case', () => {
  it('takes its priority from a line beside labels nobody knows, and is off when it was withdrawn', () => {
    const plan = [
      '# Kite desk',
      '## UC-1 Return a kite',
      '**Priority:** should',
      '**Primary actor:** Member',
      '',
      '**Main flow**',
      '1. The member hands over the kite.',
      '2. The desk checks it.',
      '## Special requirements',
      '- SR-1 Pay at the desk (withdrawn in May)',
    ];
    expect(outcome(...plan)).toEqual({ titles: ['Return a kite'], parked: ['out_of_scope 10'] });
    expect(propose(...plan).tickets[0]!.priority).toBe(2);
  });
});
