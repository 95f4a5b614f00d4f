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

describe('a page of a wiki', () => {
  it('holds lozenges and pictures, names beside stories, and questions with answers', () => {
    const plan = [
      '# Kite desk',
      '{toc:maxLevel=2}',
      '## Requirements',
      '| # | Requirement | User story | Priority | State |',
      '|--|--|--|--|--|',
      '| 1 | List kites | As a member, I want to see kites | {status:colour=Red\\|title=MUST} | {status:title=TO DO} |',
      '| 2 | Sort kites | As a member, I want order | {status:title=SHOULD} | {status:title=DONE} |',
      '## Open questions',
      '| Question | Answer |',
      '|--|--|',
      '| Who repairs kites? | |',
      '| Who buys kites? | The club. |',
    ];
    expect(outcome(...plan)).toEqual({ titles: ['List kites'], parked: ['done 7'] });
    expect(propose(...plan).tickets[0]!.priority).toBe(1);
    expect(propose(...plan).questions.map((one) => one.lines)).toEqual([[11]]);
  });

  it('keeps its tables when their heading stands between double bars', () => {
    const plan = [
      'h3. Stories',
      '||Key||Summary||Status||',
      '|KITE-1|Lend a kite|To Do|',
      '|KITE-2|Sell a kite|Done|',
      '',
      'KITE-1 Acceptance criteria',
      '# One day at most',
    ];
    expect(outcome(...plan)).toEqual({ titles: ['Lend a kite'], parked: ['done 4'] });
    expect(propose(...plan).tickets[0]!.sourceLines).toEqual([3, 6, 7]);
  });
});

describe('a backlog', () => {
  it('that tells how far each entry is lists work, with coloured signs before the words', () => {
    const plan = [
      '# Kite',
      '## Backlog',
      '| Name | Status |',
      '|--|--|',
      '| Kite list | 🔵 Not started |',
      '| Kite map | 🟢 Done |',
      '| Kite shop | ⚪ Later |',
      '## Details: kite list',
      '- [ ] Sorted by size',
    ];
    expect(outcome(...plan)).toEqual({ titles: ['Add kite list'], parked: ['done 6', 'future 7'] });
  });
});

describe('a record of a decision', () => {
  it('asks for what was decided and for what follows, not for what was considered', () => {
    const plan = [
      '# ADR 4: Kite log',
      '## Considered options',
      '- A larger book',
      '## Decision',
      'The desk will write each loan to a log.',
      '## Consequences',
      'Somebody has to read the log.',
      '## Follow-ups',
      '- [ ] Print the log (Ola, before Easter)',
    ];
    expect(outcome(...plan).titles).toEqual(['Ensure the desk writes each loan to a log', 'Print the log']);
    expect(propose(...plan).tickets[1]!.assignee).toBe('Ola');
  });
});

describe('findings', () => {
  it('ask for the order that follows what is wrong, unless nothing is left to do', () => {
    const plan = [
      'FINDINGS',
      '',
      'F-1 (A) Shelf',
      'The kites hang too high for children.',
      'Hang small kites at one metre.',
      '',
      'F-2 (B) Door',
      'The door was locked.',
      'Fixed by the owner on Monday.',
    ];
    expect(outcome(...plan)).toEqual({ titles: ['Hang small kites at one metre'], parked: ['done 7'] });
  });

  it('of a critique follow what the legend says of their signs', () => {
    const plan = [
      '# Critique of the kite desk',
      'Legend: 🔥 change, 🙂 keep, 🤔 discuss, ❄️ not now',
      '## Screen 1: Shelf',
      '- 🔥 The button says Go. It should say what comes next.',
      '- 🔥 The list is empty at first, fill it with red kites',
      '- 🙂 The drawing',
      '- 🤔 Do we need prices?',
      '- ❄️ Sort by wind',
    ];
    expect(outcome(...plan)).toEqual({
      titles: ['Ensure the button says what comes next', 'Fill the list with red kites'],
      parked: ['future 8'],
    });
    expect(propose(...plan).tickets[0]!.priority).toBe(0);
    expect(propose(...plan).questions.map((one) => one.lines)).toEqual([[7]]);
  });
});

describe('a mail', () => {
  it('asks in its own words and in those it quotes, and ranks what "this one" means', () => {
    const plan = [
      'From: Ola',
      'Subject: kites',
      '',
      'To sum up what I heard: each kite has to get a number.',
      'Nobody may lend a kite without a card. The board will ask, so this one is a must.',
      'The map can wait.',
      '',
      'On Monday Per wrote:',
      '> 1. How many kites?',
      '>',
      '> We should use the old cards.',
    ];
    expect(outcome(...plan)).toEqual({
      titles: [
        'Ensure each kite gets a number',
        'Ensure nobody lends a kite without a card',
        'Use the old cards',
      ],
      parked: ['future 6'],
    });
    expect(propose(...plan).tickets.map((ticket) => [ticket.priority, ticket.sourceLines])).toEqual([
      [0, [4]],
      [1, [5]],
      [0, [11]],
    ]);
  });
});

describe('a plan of steps', () => {
  it('asks for the state to reach and for each step that is left', () => {
    const plan = [
      '# Kite move',
      '## Target state',
      '- Kites hang in two rooms.',
      '## Steps',
      '### Before the move',
      '1. Count the kites.',
      '2. [done] Rent a van.',
      '## What this plan does not cover',
      '- Boats',
    ];
    expect(outcome(...plan)).toEqual({
      titles: ['Ensure kites hang in two rooms', 'Count the kites'],
      parked: ['done 7', 'out_of_scope 9'],
    });
  });
});

describe('a synthesis of interviews', () => {
  it('asks for what it recommends, not for what was seen or advised against', () => {
    const plan = [
      '# What we should do',
      '## Insights',
      '### I1. Children cannot read the board',
      'Six of nine asked for help.',
      '',
      '**Recommendation 1 (high confidence)**',
      'Let children choose a kite by its picture.',
      '## What people asked for and we advise against',
      '- Prizes',
      '## To look into next year',
      '- Songs',
    ];
    expect(outcome(...plan)).toEqual({
      titles: ['Let children choose a kite by its picture'],
      parked: ['out_of_scope 9', 'future 11'],
    });
  });
});

describe('signs', () => {
  it('that a line sets equal to ranks and states rank, finish and drop the lines they open', () => {
    const plan = [
      'KITES 7: what goes into the box',
      '',
      '✅ = must, 👍 = should, ⛔ = not this time, 🏁 = in already',
      '',
      'AT THE DESK',
      '✅ Show who has which kite',
      '👍 Delete my card without calling anyone',
      '⛔ Prizes',
      '🏁 Lamps',
      '',
      'If we run late: 👍 goes first. ✅ moves the date.',
    ];
    expect(outcome(...plan)).toEqual({
      titles: ['Show who has which kite', 'Let people delete their card without calling anyone'],
      parked: ['out_of_scope 8', 'done 9'],
    });
    expect(propose(...plan).tickets.map((ticket) => ticket.priority)).toEqual([1, 2]);
  });
});

describe('a table', () => {
  it('of what is and what shall be asks for what changes', () => {
    const plan = [
      '# Kite desk',
      '## Change',
      '| Place | Today | New |',
      '|--|--|--|',
      '| Shelf | sorted by size | Sorts kites by wind |',
      '| Door | open | unchanged |',
    ];
    expect(outcome(...plan).titles).toEqual(['Sort kites by wind']);
  });

  it('below the title alone lists what to do, and says what is met and what does not apply', () => {
    const plan = [
      '# Rules of the kite hall',
      '| Ref | Requirement | Status | Gap |',
      '|--|--|--|--|',
      '| 1 | Kites are numbered | Gap | Paint a number on each tail |',
      '| 2 | Doors are locked | Compliant | - |',
      '| 3 | Boats are dry | Not applicable | - |',
    ];
    expect(outcome(...plan)).toEqual({ titles: ['Number kites'], parked: ['done 5', 'out_of_scope 6'] });
  });
});

describe('what a team', () => {
  it('has built and would not touch again makes no tickets', () => {
    const plan = [
      'WHAT WE HACKED IN A DAY',
      '- a lamp on a tail',
      '',
      'WHAT THE REAL THING NEEDS',
      '- Guest mode: a friend sees the list',
      '- tail weight below 60 g',
      '',
      'WHAT WE WOULD NOT TOUCH AGAIN',
      '- Glue',
    ];
    expect(outcome(...plan)).toEqual({
      titles: ['Add guest mode: a friend sees the list', 'Keep tail weight below 60 g'],
      parked: ['done 2', 'out_of_scope 9'],
    });
  });
});

describe('bets', () => {
  it('are called by their names; those not taken and things in place are no work', () => {
    const plan = [
      '# Kite winter',
      '## Bets',
      '### Bet 1. Kites at noon (KR 2)',
      'At noon the desk offers free kites.',
      '### Bet 2. Kite post (KR 1)',
      'Moved to the next year.',
      '## Things that are in place',
      'We have names and sizes.',
      '## Bets we did not take',
      '- Prizes',
    ];
    expect(outcome(...plan)).toEqual({
      titles: ['Add kites at noon: at noon the desk offers free kites'],
      parked: ['future 5', 'done 8', 'out_of_scope 10'],
    });
  });
});

describe('a specification', () => {
  it('puts off what is marked with a later release and asks again what is open', () => {
    const plan = [
      '# Kite desk',
      '## Requirements',
      '- R-1 The desk shall list all kites.',
      '- R-2 The desk shall guess the wind. [Release 2]',
      '- R-3 May guests pay later? open',
      '- R-4 Are boats in scope? closed in May: yes',
    ];
    expect(outcome(...plan)).toEqual({ titles: ['Ensure the desk lists all kites'], parked: ['future 4'] });
    expect(propose(...plan).questions.map((one) => one.lines)).toEqual([[5]]);
  });
});

describe('a chat', () => {
  it('that counts its wishes in words asks for each, and not for "three things"', () => {
    const plan = [
      '[10:02] Ola Berg',
      'morning. the desk needs three things before summer',
      '',
      '[10:03] Ola Berg',
      'first: scan a kite and see who has it',
      '',
      '[10:04] Per Lund',
      'second: a list of torn kites, every Friday',
      '',
      '[10:05] Per Lund',
      "one more from me: please log every loan with its desk, otherwise I can't find it",
    ];
    expect(outcome(...plan).titles).toEqual([
      'Scan a kite and see who has it',
      'Add a list of torn kites, every Friday',
      'Log every loan with its desk',
    ]);
  });
});

describe('a proposal', () => {
  it('may count its parts in letters and put the one who acts above what happens', () => {
    const plan = [
      'PROPOSAL FOR THE CLUB',
      '',
      '1. What we propose',
      '',
      '   (a) The caretaker',
      '       receives each request by mail.',
      '   (b) Cleaning',
      '       After each day two hours are blocked.',
      '',
      '2. What may follow',
      '',
      'Boats could be lent one day.',
      '',
      '3. Cost',
      '',
      'About ten evenings.',
    ];
    const { titles, parked } = outcome(...plan);
    expect(titles[0]).toBe('Send the caretaker each request by mail');
    expect(titles).toHaveLength(2);
    expect(parked).toEqual(['future 12']);
  });
});

describe('what teams say of their own work', () => {
  it('is read from the label a paragraph opens with', () => {
    const plan = [
      '# Kite bus',
      '**What we build first**',
      '1. Members ask for a kite until noon.',
      '2. At 12:15 the planner draws the routes.',
      '',
      '**What we leave for a second round:** boats.',
      '',
      '**What we never build:** our own maps.',
      '',
      '**Already ours:** the lamps.',
      '',
      '**We will know in eight weeks:** a thousand rides.',
      '',
      '**Unsure:** who repairs the tails?',
    ];
    expect(outcome(...plan)).toEqual({
      titles: ['Let members ask for a kite until noon', 'Let the planner draw the routes'],
      parked: ['future 6', 'out_of_scope 8', 'done 10'],
    });
    expect(propose(...plan).questions.map((one) => one.lines)).toEqual([[14]]);
  });

  it('is read from headings that begin with "what", which never name a feature', () => {
    const plan = [
      '# Handover',
      '## What works',
      '- Paying',
      '## What is half done',
      '- Import of old lists',
      '## What we promised but did not start',
      '- Sort kites by wind',
      '- Print tails',
      '## What the club said no to',
      '- Prizes',
    ];
    expect(outcome(...plan)).toEqual({
      titles: ['Import of old lists', 'Sort kites by wind', 'Print tails'],
      parked: ['done 3', 'out_of_scope 10'],
    });
  });

  it('after an accident is work where it says what to do, not where it tells what happened', () => {
    const plan = [
      '# Review: two kites lost',
      '## Timeline',
      '- 06:10 The desk opens.',
      '- 09:30 A member notices the gap and tells the desk.',
      '## What went badly',
      '- The bell rang where nobody was',
      '## Actions',
      '| Action | Owner | Status |',
      '|--|--|--|',
      '| Move the bell to the hall | Ola | open |',
      '| Buy a bell | Per | rejected |',
    ];
    expect(outcome(...plan)).toEqual({ titles: ['Move the bell to the hall'], parked: ['out_of_scope 11'] });
  });

  it('and a form that asks: what is wanted, what would be good and what too much', () => {
    const plan = [
      'Title: Tags for kites',
      '',
      'What do you want to do?',
      'I want to print tags without a connection.',
      '',
      'What would good look like?',
      '- tags for all kites',
      '',
      'What would be too much?',
      '- colours',
    ];
    expect(outcome(...plan)).toEqual({
      titles: ['Let people print tags without a connection'],
      parked: ['out_of_scope 10'],
    });
  });
});

describe('a contract', () => {
  it('is read paragraph by paragraph, the contractor being who builds', () => {
    const plan = [
      'Annex to the kite contract',
      '',
      '§ 1 Subject',
      'The contractor lends kites.',
      '',
      '§ 2 Services',
      '(1) The contractor shall provide a form for each loan.',
      '(2) The contractor shall print tails.',
      '',
      '§ 3 Not included',
      'Boats.',
      '',
      '§ 4 Duties of the client',
      'The client names a contact person.',
    ];
    expect(outcome(...plan)).toEqual({
      titles: ['Provide a form for each loan', 'Print tails'],
      parked: ['out_of_scope 11'],
    });
  });
});

describe('a release plan', () => {
  it('may tick lines that are no list, and say in and out in a word', () => {
    const plan = [
      'Release plan of the kite desk',
      '',
      'IN',
      '[ ] KT-1 Sort kites by wind',
      '[x] KT-2 Print tails',
      '[~] KT-3 Show who has which kite',
      '',
      'OUT',
      '[-] KT-4 Prizes',
      '',
      'NEXT TRAIN (2.4)',
      '[ ] KT-5 Lend boats',
    ];
    expect(outcome(...plan)).toEqual({
      titles: ['Sort kites by wind', 'Show who has which kite'],
      parked: ['done 5', 'out_of_scope 9', 'future 12'],
    });
  });
});

describe('a letter', () => {
  it('counts what it asks for in words and refuses with "nor"', () => {
    const plan = [
      '# Letter to the club',
      'Dear all,',
      '',
      'So here is what I would like us to change.',
      '',
      'First, the desk must list all kites.',
      '',
      'Second, members should see who is next.',
      '',
      'Nor will we open on Sundays.',
    ];
    expect(outcome(...plan)).toEqual({
      titles: ['Ensure the desk lists all kites', 'Show members who is next'],
      parked: ['out_of_scope 10'],
    });
  });
});
