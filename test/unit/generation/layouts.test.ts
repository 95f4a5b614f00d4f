/** Layouts and headings read by what a reader goes by who never met them: whose tasks, which state, one statement per line. */
import { describe, expect, it } from 'vitest';
import { structureText } from '../../../src/documents/structure-text.ts';
import { proposeByRules } from '../../../src/generation/propose-by-rules.ts';

function read(...lines: string[]) {
  const content = lines.join('\n');
  const { blocks } = structureText(content);
  const { tickets, parked, questions } = proposeByRules({ name: 'plan.md', content, blocks });
  return {
    titles: tickets.map(({ title }) => title),
    lines: tickets.map(({ sourceLines }) => sourceLines),
    owners: tickets.map(({ assignee }) => assignee),
    parked: parked.map(({ reason, lines: [line] }) => `${reason} ${line}`),
    questions: questions.map(({ lines: [line] }) => line),
    blocks,
  };
}

const work = ['# Choir', '', '## Requirements', '', '- The page must show the next rehearsal.', ''];

describe('a heading tells the state of all below it', () => {
  it.each([
    ['What stays at the counter', 'out_of_scope'],
    ['Crossed off the list', 'out_of_scope'],
    ['Closed without a fix', 'out_of_scope'],
    ['No thanks', 'out_of_scope'],
    ['Finished before we start', 'done'],
    ['In use already', 'done'],
    ['Afterwards', 'future'],
    ['Not before autumn', 'future'],
    ['If it works', 'future'],
  ])('%s', (heading, state) => {
    expect(read(...work, `## ${heading}`, '', '- Lists of members by voice').parked).toEqual([`${state} 9`]);
  });

  it('and what nobody could answer is asked', () => {
    expect(
      read(...work, '## Things nobody could answer yet', '', '- Who prints them? (Legal)').questions,
    ).toEqual([9]);
  });

  it('unless it names a part of the product', () => {
    const { lines } = read(
      '# Plant',
      '',
      '## Features',
      '',
      '### Ready rooms',
      '',
      '- Show rooms that are clean',
    );
    expect(lines.flat()).toContain(7);
  });
});

describe('minutes without marked headings', () => {
  const { titles, owners, parked } = read(
    ...[
      'Minutes: booking for the practices',
      '',
      'Attendees: Steph, Gareth',
      '',
      '**1. What we agreed**',
      '',
    ],
    ...[
      '- No-show fees: no. Nobody wants to charge patients online.',
      '',
      '**2. Until the next meeting**',
      '',
    ],
    ...[
      'Gareth',
      '- connects the portal to the login on the test system',
      '',
      'Steph',
      '- texts for reminders',
    ],
    ...['', 'Next meeting: 20 May'],
  );

  it('give each task to the person it stands under', () => {
    expect(owners).toEqual(['Gareth', 'Steph']);
    expect(titles[0]).toBe('Connect the portal to the login on the test system');
  });

  it('set aside what was refused', () => {
    expect(parked).toContain('out_of_scope 7');
  });
});

describe('statements in paragraphs', () => {
  it('are asked for one by one, with the points below each', () => {
    const { lines } = read(
      ...['# Webhooks', '', '## Design', '', '### Delivery', ''],
      ...['A worker reads booking events from the bus and posts them to every endpoint.', ''],
      ...['- The payload contains the full booking.', '', 'Failed deliveries are retried eight times.'],
      'The portal shows the last 30 days of deliveries.',
    );
    expect(lines).toEqual([[7, 9], [11], [12]]);
  });

  it('are told apart from what an hour or a month says', () => {
    expect(
      read(...work, '## Timeline', '', 'Design done 24 April, beta 20 May, all stations in June.').titles,
    ).toHaveLength(1);
  });
});

describe('defects and findings', () => {
  it('go by what is wrong, and those repaired are done', () => {
    const { titles, parked } = read(
      ...[
        '# Depot app',
        '',
        '### D-101 Swap list is empty after noon',
        'What happens: the list shows nothing.',
      ],
      ...[
        'What should happen: all scooters below 25%.',
        '',
        '### D-109 Wrong district',
        'State: repaired in 4.2',
      ],
      'What happens: the app opens another district.',
    );
    expect([titles, parked]).toEqual([['Fix: swap list is empty after noon'], ['done 7']]);
  });

  it('that count up are one thing each, called by what is recommended', () => {
    const { titles } = read(
      ...[
        '# Test',
        '',
        '## Finding 1: Links never expire',
        '',
        'Rating: high',
        'A link of 2022 still worked.',
      ],
      ...[
        'Recommendation: expire links after 30 minutes.',
        '',
        '## Finding 2: Verbose errors',
        '',
        'Rating: low',
      ],
      ...['Stack traces are shown.', 'Recommendation: show a reference number instead.'],
    );
    expect(titles).toEqual(['Expire links after 30 minutes', 'Show a reference number instead']);
  });
});

describe('a text without any heading', () => {
  it('keeps all of it in blocks, whatever its capitals', () => {
    const { blocks, parked, lines } = read(
      'THINGS TO BUILD',
      '',
      'NEEDED FOR THE FAIR',
      '',
      '☐ Sign up for a shift',
      '☑ List of stalls',
    );
    expect(blocks.map(({ content }) => content).join('\n')).toContain('☐ Sign up for a shift');
    expect([lines, parked]).toEqual([[[5]], ['done 6']]);
  });
});

describe('a line that ends with a colon heads the points below it', () => {
  it.each([
    ['What has to be there in the very first week:', 'Things that can wait until after the summer:'],
    ['O que precisa ter na primeira semana:', 'O que fica para depois do verão:'],
  ])('however long it is: %s', (first, later) => {
    const found = read(
      '# Garden app',
      '',
      first,
      '',
      '- Watering calendar',
      '- Reminder by text',
      '',
      later,
      '',
      '- Map',
    );
    expect(found.lines).toEqual([[5], [6]]);
    expect(found.parked).toEqual(['future 10']);
  });
});

describe('a state is told', () => {
  it('by a word in capitals behind the id of a story', () => {
    const stories = [
      '- **MK-01** (5) As a seller I want to take photos.',
      '- **MK-02** DONE As a seller I want to save a draft.',
    ];
    expect(read('# Market', '', '## Stories', '', ...stories)).toMatchObject({
      lines: [[5]],
      parked: ['done 6'],
    });
  });

  it('by a note that says since when, and not by the time that something takes', () => {
    const rows = ['| # | Title | Notes |', '|---|---|---|', '| 1 | Archive a certificate | Shipped in May |'];
    const items = [
      '- A payment is completed in less than 8 seconds.',
      '- The old till was completed in March.',
    ];
    const { lines, parked } = read('# Shop', '', '## Requirements', '', ...items, '', ...rows);
    expect(lines).toEqual([[5]]);
    expect(parked).toEqual(['done 6', 'done 10']);
  });

  it('by the year of a heading, later than the one that the document plans', () => {
    const plan = [
      '# Display 2027',
      '',
      '## What we need',
      '',
      '- The display must be readable in the sun.',
      '',
    ];
    expect(read(...plan, '## For the 2028 model', '', '- Radar').parked).toEqual(['future 9']);
    expect(read(...plan, '## For the 2027 model', '', '- Radar').parked).toEqual([]);
  });
});

describe('minutes of a meeting', () => {
  it('count the points of their agenda without a colon, and give tasks to people with a title', () => {
    const head = [
      '# Protokoll: Anlieferung',
      '',
      '**Teilnehmende:** Frau Dietz (Logistik), Herr Kowalski (IT)',
      '',
    ];
    const tasks = [
      '## TOP 1 Aufgaben',
      '',
      '**Herr Kowalski**',
      '',
      '- Buchungsseite für Speditionen, damit die Nummer nicht von Hand geprüft wird',
      '',
    ];
    const { lines, owners, parked } = read(
      ...head,
      ...tasks,
      '## TOP 2 Themenspeicher',
      '',
      '- Kamera am Tor',
    );
    expect(lines).toEqual([[9]]);
    expect(owners).toEqual(['Kowalski']);
    expect(parked).toEqual(['future 13']);
  });
});
