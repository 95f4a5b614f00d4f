/** Habits of documents as people and assistants write them, each in a few lines of our own. */
import { describe, expect, it } from 'vitest';
import { structureText } from '../../../src/documents/structure-text.ts';
import { proposeByRules } from '../../../src/generation/propose-by-rules.ts';

function propose(...lines: string[]) {
  const content = lines.join('\n');
  const { blocks } = structureText(content);
  return proposeByRules({ name: 'plan.md', content, blocks });
}

/** First line of each ticket and of each parked text with its reason. */
function whereOf(...lines: string[]) {
  const { tickets, parked } = propose(...lines);
  return {
    tickets: tickets.map((ticket) => ticket.sourceLines[0]),
    parked: parked.filter((one) => one.reason !== 'context').map((one) => `${one.reason} ${one.lines[0]}`),
  };
}

describe('plans', () => {
  it('by weeks hold work in each of them', () => {
    const plan = [
      '# Kite MVP',
      '## Week 1: Base',
      '- Store kites',
      '- List kites',
      '## Week 2: Sale',
      '- Sell kites',
    ];
    expect(whereOf(...plan)).toEqual({ tickets: [3, 4, 6], parked: [] });
  });

  it('that name a second phase without a first one put it off', () => {
    const plan = ['# Kite', '## MVP scope', '- Store kites', '- Sell kites', '## Phase 2', '- Lend kites'];
    expect(whereOf(...plan)).toEqual({ tickets: [3, 4], parked: ['future 6'] });
  });

  it('of phases are all work when the first is among them', () => {
    const plan = ['# Kite MVP', '## Phase 1', '- Store kites', '## Phase 2', '- Lend kites'];
    expect(whereOf(...plan)).toEqual({ tickets: [3, 5], parked: [] });
  });

  it('of two versions put the second one off', () => {
    const plan = [
      '# Kite',
      '## v1 Requirements',
      '- [ ] **K-01**: Lend kites',
      '## v2 Requirements',
      '- **K-02**: Sell kites',
    ];
    expect(whereOf(...plan)).toEqual({ tickets: [3], parked: ['future 5'] });
  });

  it('whose phases count on from an earlier plan, or stand in a roadmap, are work', () => {
    const plan = [
      '# Kite v1',
      '## Out of scope',
      '- Boats',
      '## Phase 37: Lending',
      '- Lend kites',
      '## Roadmap',
      '### Phase 2',
      '- Sell kites',
    ];
    expect(whereOf(...plan)).toEqual({ tickets: [5, 8], parked: ['out_of_scope 3'] });
  });

  it('written as bold points over lists of their own are read point by point', () => {
    const plan = [
      '# Kite',
      '## Roadmap',
      '- **MVP requirements:**',
      '  - Store each kite with a photo',
      '  - Let members lend a kite',
      '- **Future enhancements (not planned):**',
      '  - Weather warnings',
    ];
    const { tickets, parked } = whereOf(...plan);
    expect(tickets).toEqual([4, 5]);
    expect(parked.map((one) => one.split(' ')[1])).toEqual(['7']);
  });
});

describe('sections', () => {
  it('of features may be called what other documents call a section about people', () => {
    const plan = ['# Kite', '## Features', '### Contacts', '- Add a contact', '- Merge contacts'];
    expect(whereOf(...plan).tickets).toHaveLength(1);
  });

  it('may be named after users, customers or the team and still be features', () => {
    const plan = [
      '# Kite',
      '## User management',
      '- Add a user',
      '## Team calendar',
      '- Show who flies when',
    ];
    expect(whereOf(...plan)).toEqual({ tickets: [2, 4], parked: [] });
  });

  it('ticked off in their heading are done, but not what is left to do in them', () => {
    const plan = [
      '# Kite',
      '## Requirements',
      '- Lend kites',
      '## Base ✅',
      '- Store kites',
      '- [ ] Sort kites',
    ];
    expect(whereOf(...plan)).toEqual({ tickets: [3, 6], parked: ['done 5'] });
  });

  it('on impact and figures to reach ask for nothing', () => {
    const plan = [
      '# Kite',
      '## Requirements',
      '- Store kites',
      '## Business impact',
      '- 40% increase in sales',
    ];
    expect(whereOf(...plan)).toEqual({ tickets: [3], parked: [] });
  });

  it('below later ideas stay later whatever they are called', () => {
    const plan = [
      '# Kite',
      '## Requirements',
      '- Store kites',
      '## Future',
      '### Quality',
      '- Faster search',
    ];
    expect(whereOf(...plan)).toEqual({ tickets: [3], parked: ['future 6'] });
  });

  it('of acceptance criteria alone are what is asked for', () => {
    const plan = [
      '# Kite page',
      '## Summary',
      'A page.',
      '## Acceptance criteria',
      '- The page shows a kite',
    ];
    expect(whereOf(...plan).tickets).toEqual([5]);
  });

  it('of a plain text may be numbered right below the text before, and hold a list without bullets', () => {
    const plan = [
      '1. Purpose',
      '',
      'Kites are lent on paper.',
      '2. Errors',
      '',
      'Reject a return without a kite.',
      'Warn the desk about torn sails.',
      'Log each refusal with its reason.',
      '3. Outlook',
      '',
      'Some day there are boats.',
    ];
    expect(whereOf(...plan).tickets).toEqual([6, 7, 8]);
  });

  it('with a bold priority above their tasks rank these tasks', () => {
    const plan = [
      '# Kite',
      '## Phase 1',
      '### Lending',
      '',
      '**Priority: HIGH**',
      '',
      '**Tasks:**',
      '- [ ] Add a desk',
      '- [ ] Add a list',
    ];
    expect(propose(...plan).tickets.map((ticket) => ticket.priority)).toEqual([2, 2]);
  });

  it('of an epic hold the stories their list names one by one', () => {
    const plan = [
      '# Kite',
      '## EPIC: Lending',
      '- **Story:** Reserve a kite',
      '  - AC: One day at most',
      '- **Story:** Return a kite',
      '  - AC: Any desk',
    ];
    const { tickets } = propose(...plan);
    expect(tickets.map((ticket) => [ticket.type, ticket.title])).toEqual([
      ['epic', 'Lending'],
      ['task', 'Reserve a kite'],
      ['task', 'Return a kite'],
    ]);
  });

  it('of a plain text may be numbered, with plain points below', () => {
    const plan = ['Kite shop', '', 'REQUIREMENTS', '', '1. KITE LIST', '- Sort by price', '- Filter by wind'];
    expect(propose(...plan).tickets.map((ticket) => ticket.title)).not.toContain('Add KITE LIST');
  });

  it('give their stated priority to what they hold', () => {
    const plan = [
      '# Kite',
      '## Features',
      '### Lending',
      '**Priority:** High | **Effort:** Low',
      '- **Map:** all kites',
      '- **List:** all kites by name',
    ];
    expect(propose(...plan).tickets.map((ticket) => ticket.priority)).toEqual([2, 2]);
  });
});

describe('notes of a meeting', () => {
  it('make tickets of what is to be done and not of what was said', () => {
    const plan = [
      '# Weekly meeting',
      '## Sails',
      '- Wind was fine',
      '- We need to order new sails',
      '- Not much',
    ];
    expect(whereOf(...plan).tickets).toEqual([4]);
  });
});

describe('facts about a document', () => {
  it('make no tickets, nor does the walk through what is required anyway', () => {
    const plan = [
      '# Kite',
      '## Kite desk',
      '- **Prepared by:** Ola',
      '- **Date:** 1 May',
      '## Requirements',
      '- The desk must show all kites.',
      '## User journey',
      '1. The user opens the desk',
      '2. The user sees all kites',
    ];
    expect(whereOf(...plan).tickets).toEqual([6]);
  });
});

describe('tables', () => {
  it('with a date in the heading of the status column still say what is done', () => {
    const plan = [
      '# Kite',
      '## Requirements',
      '| Requirement | Status (1 May) |',
      '|--|--|',
      '| Store kites | ✅ Done |',
      '| Lend kites | Planned |',
    ];
    expect(whereOf(...plan)).toEqual({ tickets: [6], parked: ['done 5'] });
  });
});

describe('sentences', () => {
  it('about the document itself ask for nothing', () => {
    expect(
      whereOf('# Kite', '## Requirements', 'This document will be updated.', '', '- Store kites').tickets,
    ).toEqual([5]);
  });

  it('that send the reader elsewhere ask for nothing, nor do those that tell a problem as a list', () => {
    const plan = [
      '# Kite',
      '## Problem',
      'You need to:',
      '',
      '- Call four desks',
      '',
      '## Next steps',
      '1. Read the guide to understand kites',
      '2. Add a kite desk',
    ];
    expect(whereOf(...plan).tickets).toEqual([9]);
  });

  it('that speak of a language model as part of the product are no orders to one', () => {
    expect(
      whereOf('# Kite', '## Requirements', '- Let people type instructions to the LLM in a box').parked,
    ).toEqual([]);
  });

  it('behind a bold word that puts them off are put off together', () => {
    const plan = [
      '# Kite',
      '## Requirements',
      '- Store kites',
      '',
      '**Deferred:** boats must be lent. Sails must be sold.',
    ];
    expect(whereOf(...plan)).toEqual({ tickets: [3], parked: ['future 5'] });
  });

  it('that say what is not needed ask for nothing', () => {
    expect(
      whereOf('# Kite', '## Requirements', 'The shop does not need to open on Sundays.', '', '- Store kites')
        .tickets,
    ).toEqual([5]);
  });

  it('in the voice of those who wish for something are told about them', () => {
    const plan = ['# Kite', '## Requirements', '- See my kites on a map', '- Tell me when my kite is free'];
    expect(propose(...plan).tickets.map((ticket) => ticket.title)).toEqual([
      'Let people see their kites on a map',
      'Tell people when their kite is free',
    ]);
  });

  it('that lead in a list of duties make demands of it among goals as well', () => {
    const plan = [
      '# Kite',
      '## Principles',
      'Before lending a kite, members must:',
      '',
      '1. Show a card',
      '2. Sign a form',
    ];
    expect(whereOf(...plan).tickets).toEqual([5, 6]);
  });
});
