/** Sections whose headings nobody has met are read for what they hold, and what stays without a ticket is named. */
import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/documents/language.ts';
import { structureText } from '../../../src/documents/structure-text.ts';
import { proposeByRules } from '../../../src/generation/propose-by-rules.ts';
import { readStatement } from '../../../src/generation/statements.ts';

function read(...lines: string[]) {
  const content = lines.join('\n');
  const { blocks } = structureText(content);
  const { tickets, parked, coverage, questions } = proposeByRules({ name: 'plan.md', content, blocks });
  return {
    own: tickets.map((ticket) => ticket.sourceLines),
    parked: parked.map((one) => `${one.reason} ${one.lines.join()}`),
    uncovered: coverage.uncovered,
    questions: questions.map((one) => one.lines[0]),
  };
}

/** A plan with one list of work, so that other sections need not be searched, and a section under test. */
const plan = (heading: string, ...lines: string[]) =>
  read('# Kites', '', '## Requirements', '', '- Lend kites by the hour', '', `## ${heading}`, '', ...lines);

describe('a statement', () => {
  it.each<[string, Language, string]>([
    ['asks', 'en', 'Publish a price list before the season'],
    ['asks', 'en', 'Deposits come back within a day. (P1)'],
    ['tells', 'en', 'Colleagues see open offers in a list'],
    ['tells', 'en', 'Cancels a running job and removes its files.'],
    ['tells', 'en', 'Claims under $500, on policies older than 30 days, are decided by the rules engine.'],
    ['tells', 'en', 'If nobody answers, the desk is told with a button that calls the guard.'],
    ['tells', 'de', 'Das System verschickt eine Bestätigung.'],
    ['reports', 'en', 'Gwen posts in a group with 41 people.'],
    ['reports', 'en', 'The desk handles about 300 kites a day.'],
    ['measures', 'en', 'No-shows from 31% to under 10'],
    ['rejects', 'en', 'A drop box at the beach. Rejected: too expensive.'],
    ['questions', 'en', 'May guests fly at night?'],
    ['names', 'en', 'Glowing tails'],
  ])('%s (%s): %s', (said, language, text) => {
    expect(readStatement(text, language)).toBe(said);
  });
});

describe('a section with a heading of its own', () => {
  it('is work where it tells what the product does', () => {
    expect(plan('Wind and weather', 'Kites are locked above wind force six.').own).toEqual([[5], [9]]);
    expect(plan('Wetter', 'Watch the wind. (P1)', 'A red flag for each beach. (P2)').own).toHaveLength(3);
  });

  it('is background where it reports', () => {
    const { own } = plan(
      'What is going wrong',
      'Ben waits in the rain. We heard of this in nine of eleven towns. Last year 40 kites were lost.',
    );
    expect(own).toEqual([[5]]);
  });

  it('holds measures, what was rejected, or questions', () => {
    expect(plan('Numbers', '- lost kites from 40 to under 10', '- NPS above 60').own).toEqual([[5]]);
    expect(plan('Also on the table', '- A van. Rejected: too expensive.').own).toEqual([[5]]);
    expect(plan('❓', '- Who repairs them?', '- May dogs fly?').questions).toEqual([9, 10]);
  });

  it('is done where the heading says already', () => {
    const { own, parked } = read(
      '# Kites',
      '## Já rodando',
      '- Login com CPF',
      '## Requisitos',
      '- Emprestar',
    );
    expect([own, parked]).toEqual([[[5]], ['done 3']]);
  });
});

describe('a heading that is half a sentence', () => {
  const parkedBelow = (heading: string) =>
    plan(heading, '- Glowing tails').parked.map((one) => one.split(' ')[0]);
  it.each([
    ['what we leave alone', 'out_of_scope'],
    ['nope', 'out_of_scope'],
    ['Off the wall, we took these down', 'out_of_scope'],
    ['After the summer maybe', 'future'],
    ['Below the line (release 3, if there is one)', 'future'],
    ['In our pocket', 'done'],
  ])('takes "%s" out of the work as %s', (heading, reason) => {
    expect(parkedBelow(heading)).toEqual([reason]);
  });

  it('is work with a modal verb, and ranks with some', () => {
    expect(plan('How it has to behave', '- no names of children on any list').own).toEqual([[5], [9]]);
    const content = '# P\n\n## Tiene que estar\n\n- Pagar\n\n## Debería estar\n\n- Compartir el enlace\n';
    const { tickets } = proposeByRules({ name: 'a.md', content, ...structureText(content) });
    expect(tickets.map(({ priority }) => priority)).toEqual([1, 2]);
  });

  it('leaves bare names behind all the work to a person', () => {
    const content = [
      '# Kites\n\n## Requirements\n\n- Guests must lend kites by the hour\n- Staff must see who is late',
      '- The desk prints a receipt\n- Show the wind\n\n## Harbour side\n\n- Smart tails\n- Night flights\n',
    ].join('\n');
    const { tickets, coverage } = proposeByRules({ name: 'a.md', content, ...structureText(content) });
    expect([tickets.length, coverage.uncovered]).toEqual([4, [12, 13]]);
  });
});

describe('a table whose headings say little', () => {
  it('is read by its values and by what the text says of its codes', () => {
    const content = [
      '# Lounge\n\nColumn "Need": M = mandatory for go-live, W = wanted, N = nice. "Pre" comes before.\n',
      '## Entry\n\n| No. | What it is | Src | Need | Pre | Verified by |\n|---|---|---|---|---|---|',
      '| A-01 | Gate reads boarding passes | Airlines | M | - | test |',
      '| A-02 | Agent can override a refusal with a code | Desk | W | A-01 | demo |',
      '| A-03 | Gates replaced in all airports | Works | M | - | done, Nov |',
      '| A-04 | Seat sensors under each chair | Vendor | N | - | dropped, too expensive |',
      '| A-05 | Points for lounge spend | Shop | phase 2 | - | - |',
      '| A-06 | Showers can be reserved by code | Guests | N | - | demo |',
    ].join('\n');
    const { tickets, parked } = proposeByRules({ name: 'a.md', content, ...structureText(content) });
    expect(tickets.map(({ priority, dependsOn }) => [priority, dependsOn])).toEqual([
      [1, []],
      [2, ['t1']],
      [4, []],
    ]);
    expect(parked.map(({ reason }) => reason)).toEqual(['done', 'out_of_scope', 'future']);
  });
});

describe('the layout of lines', () => {
  it('finds the headings of plain text, where it uses them throughout', () => {
    const { own, parked } = read(
      'Agenda of the clinic: what we need',
      '',
      'How it is now',
      'Bookings are kept in a book, and we lost six of them last week.',
      '',
      'Bookings',
      'Owners must see free hours on the site.',
      'The desk must see both vets side by side.',
      '',
      'Records',
      'The chip reader opens the record of the right animal.',
      '',
      'What we do not want',
      'Calls with video.',
    );
    expect([own, parked]).toEqual([[[7], [8], [11]], ['out_of_scope 14']]);
  });

  it('tells a new paragraph from the item above it', () => {
    const { own } = plan(
      'Screens',
      'The app stores the hour of return. **P1**',
      '- shown in red when late',
      'The desk can lock a kite that did not come back after three days. **P2**',
    );
    expect(own).toEqual([[5], [9, 10], [11]]);
  });

  it('tells a label from the item above it, and ranks what the first release brings before the next', () => {
    const content = [
      '# Hire\n\n## FIND IT\n\nRelease 1\n- Hirer browses items by period, garment and size\nRelease 2',
      '- Hirer saves items into a show\n\n## COLLECT IT\n\nRelease 1\n- Wardrobe prints a pick list by rail number',
    ].join('\n');
    const { tickets } = proposeByRules({ name: 'a.md', content, ...structureText(content) });
    expect(tickets.map(({ priority, sourceLines }) => [priority, ...sourceLines])).toEqual([
      [2, 6],
      [3, 8],
      [2, 13],
    ]);
  });

  it('takes letters below a numbered line as its points', () => {
    const { own } = read(
      '1. REQUIREMENTS',
      '',
      '1.1 The system shall lend kites to members. [Essential]',
      '      a) At most two at once.',
      '      b) Never after dusk.',
      '1.2 The system shall print a receipt for each kite.',
      '1.3 The system shall keep the log for one year.',
    );
    expect(own).toEqual([[3, 4, 5], [6], [7]]);
  });

  it('reads a field between a sentence and a list', () => {
    const content =
      '# Drachen\n\n## Anwendungsfälle\n\n### AF 1: Ausleihen\n\nEine Person leiht einen Drachen aus.\nPriorität: hoch. Voraussetzung: AF 2.\nAblauf\n1. Die Person wählt.\n\n### AF 2: Anmelden\n\nEine Person meldet sich an.\n';
    const { tickets } = proposeByRules({ name: 'a.md', content, ...structureText(content) });
    expect(tickets.map(({ priority, dependsOn }) => [priority, dependsOn])).toEqual([
      [2, ['t2']],
      [0, []],
    ]);
  });
});

describe('a state', () => {
  it('is not read from a condition, nor from what people may do', () => {
    const { own, parked } = plan(
      'Rules',
      '- If an offer is still open after a day, the desk must be told',
      '- A loan can be postponed by a day',
      '- If a kite was already returned, the desk must see who brought it',
    );
    expect([own, parked]).toEqual([[[5], [9], [10], [11]], []]);
  });
});

describe('a short sentence behind another', () => {
  it('says what it needs or how urgent it is, and asks for nothing by itself', () => {
    const content = [
      '# Clinic\n\n## Records\n\nThe nightly job must find gaps in the records. [should]',
      'Old gaps must get an estimated value. Needs the nightly job. [could]\n\n## Bookings\n',
      'Owners must book an hour on the site. This is the most urgent one.',
    ].join('\n');
    const { tickets } = proposeByRules({ name: 'a.md', content, ...structureText(content) });
    expect(tickets.map(({ priority, dependsOn }) => [priority, dependsOn])).toEqual([
      [2, []],
      [3, ['t1']],
      [1, []],
    ]);
  });
});

describe('what gets no ticket', () => {
  it('is named where it asks for something, wherever it stands', () => {
    const { own, uncovered } = plan(
      'Background',
      'Staff were short. The system must call the guard at dusk.',
    );
    expect([own, uncovered]).toEqual([[[5]], [9]]);
  });

  it('is a ticket among constraints when it binds the product, and not when it binds the project', () => {
    const { own } = plan(
      'Constraints',
      '- Names of borrowers must be stored in the country.',
      '- The budget must not exceed ten thousand.',
    );
    expect(own[1]).toEqual([9]);
    expect(own).toHaveLength(2);
  });
});

describe('several views of one scope', () => {
  const features = [
    '- **Watering reminders** - Notifies people when a plant needs water, based on species and season',
    '- **Plant library** - Searchable catalogue of 2,000 species with care instructions',
    '- **Photo diagnosis** - People take a picture of a sick leaf and get the three most likely causes',
    '- **Sharing** - Share a plant with a neighbour who waters it during holidays',
  ];
  const stories = [
    '- As a busy owner, I want to get a reminder when my plant needs water so that it does not die.',
    '- As a beginner, I want to look up how to care for a species so that I buy the right pot.',
    '- As an owner, I want to photograph a sick leaf so that I learn what is wrong.',
    '- As a traveller, I want to share my plants with a neighbour so that somebody waters them.',
  ];
  const tasks = ['- [ ] Send the push message (FR-1)', '- [ ] Load the species (FR-2)'];
  const rules = [
    '- FR-1: The system must send a push notification when a plant is due for watering.',
    '- FR-2: The system must provide a searchable plant library with at least 2,000 species.',
    '- FR-3: The system must diagnose a sick leaf from a photo and show the three most likely causes.',
    '- FR-4: The system must let an owner share a plant with another person for a limited time.',
  ];

  it('that run side by side make one ticket each, and tasks go to what they name', () => {
    const { own, uncovered } = read(
      ...['# Plants', '## Features', ...features, '## User stories', ...stories],
      ...['## Functional requirements', ...rules, '## Tasks', ...tasks],
    );
    expect(own).toEqual([
      [3, 8, 13, 18],
      [4, 9, 14, 19],
      [5, 10, 15],
      [6, 11, 16],
    ]);
    expect(uncovered).toEqual([]);
  });

  it('stay apart where they only have a word in common here and there', () => {
    const other = [
      '- Owners must pay for their plan by card or by transfer.',
      '- Owners must get a receipt by email on the same day.',
      '- A neighbour must have a key of their own to come in.',
    ];
    const { own } = read('# Plants', '## Features', ...features, '## Payment', ...other);
    expect(own).toHaveLength(7);
  });
});
