/** Headings that are half a sentence: what they say of all that stands below them. */
import { describe, expect, it } from 'vitest';
import { structureText } from '../../../src/documents/structure-text.ts';
import { proposeByRules } from '../../../src/generation/propose-by-rules.ts';

function propose(...lines: string[]) {
  const content = lines.join('\n');
  const { blocks } = structureText(content);
  return proposeByRules({ name: 'plan.md', content, blocks });
}

/** First line and priority of each ticket, and the reason and first line of each parked text. */
function outcome(...lines: string[]) {
  const { tickets, parked } = propose(...lines);
  return {
    tickets: tickets.map(({ sourceLines, priority }) =>
      `${sourceLines[0]} P${priority - 1}`.replace('P-1', '-'),
    ),
    parked: parked
      .filter(({ reason }) => reason !== 'context')
      .map(({ reason, lines: at }) => `${reason} ${at[0]}`),
  };
}

describe('a heading of half a sentence', () => {
  const below = [
    '# Plan',
    '## Requirements',
    '- The app must send a receipt.',
    '- The office must see all orders.',
  ];

  it.each([
    ["They don't want", 'out_of_scope'],
    ['Looked at and not taken', 'out_of_scope'],
    ['What we considered and left', 'out_of_scope'],
    ['Brauchen wir nicht', 'out_of_scope'],
    ['Asked for, but no', 'out_of_scope'],
    ['Carried over from Q2, finished last week', 'done'],
    ['Parking space', 'future'],
  ])('"%s" says what becomes of all below it', (heading, reason) => {
    const { tickets, parked } = propose(...below, `## ${heading}`, '- Chatbot', '- Irrigation control');
    expect(tickets).toHaveLength(2);
    expect(parked.map((one) => one.reason)).toEqual([reason, reason]);
  });

  it('names no feature, and behind what is left out its points are shown as uncovered', () => {
    const { tickets, coverage } = propose(
      ...below,
      '## Out of scope',
      '- Chatbot',
      '## Winter matters',
      '- Irrigation',
    );
    expect(tickets).toHaveLength(2);
    expect(coverage.uncovered).toEqual([8]);
  });

  it('is no wish for the day it says is nice', () => {
    expect(
      outcome(
        '# Küche',
        '## Schön wäre',
        '- Fotos der Gerichte zeigen',
        '## Muss',
        '- Liste je Station drucken',
      ),
    ).toEqual({
      tickets: ['3 P3', '5 P0'],
      parked: [],
    });
  });
});
