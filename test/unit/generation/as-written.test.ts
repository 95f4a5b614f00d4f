/** Documents as other programs and hurried people write them: pasted cells, toggles, mails, lists ranked by their order or by numbers. */
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

/** Per ticket the first lines of those it waits for. */
function edges(...lines: string[]) {
  const { tickets } = propose(...lines);
  const at = new Map(tickets.map((ticket) => [ticket.ref, ticket.sourceLines[0]]));
  return tickets.flatMap((one) => one.dependsOn.map((ref) => `${one.sourceLines[0]} after ${at.get(ref)}`));
}

describe('what other programs leave behind', () => {
  it('cells set off by tabs are a table', () => {
    const rows = [
      'No\tArea\tRequirement\tMoSCoW\tState\tRemark',
      '1\tCheckout\tShopper pays with gift card and card in one order\tM\topen\t',
      '2\tCheckout\tSave cards for next time\tM\tlive since June\t',
      '3\tPicking\tScan the crate before loading\tS\topen\tafter no 1',
      '4\tPicking\tRobots\tC\tnext year\t',
      '5\tCatalogue\tRecipes by influencers\tW\tdropped\t',
    ];
    expect(outcome(...rows)).toEqual({
      tickets: ['2 P0', '4 P1'],
      parked: ['done 3', 'future 5', 'out_of_scope 6'],
    });
    expect(edges(...rows)).toEqual(['4 after 2']);
  });

  it('toggles head what they hide', () => {
    expect(
      outcome(
        '# Field notes',
        '<details>',
        '<summary>What it has to do</summary>',
        '',
        '- Record species with three taps',
        '',
        '</details>',
        '<details>',
        '<summary>Shipped</summary>',
        '',
        '- Login with institute account',
        '</details>',
        '▸ Someday',
        '    - Public map',
      ),
    ).toEqual({ tickets: ['5 -'], parked: ['done 11', 'future 14'] });
  });

  it('an export of tickets is read field by field', () => {
    const { tickets, parked } = propose(
      'Exported by: m.adeyemi',
      '',
      'KSK-14 Passenger chooses language on the first screen',
      'Type: Story',
      'Priority: Highest',
      'Status: To Do',
      '',
      'KSK-15 Print bag tag',
      'Type: Story',
      'Priority: High',
      'Status: Done',
      '',
      'KSK-16 Kiosk reboots itself at 03:00',
      'Type: Bug',
      'Priority: Low',
      'Status: To Do',
      'Blocked by: KSK-14',
    );
    expect(tickets.map((one) => [one.title, one.priority])).toEqual([
      ['Let passengers choose language on the first screen', 1],
      [expect.stringContaining('reboot'), 4],
    ]);
    expect(tickets[1]!.dependsOn).toEqual([tickets[0]!.ref]);
    expect(parked.map(({ reason }) => reason)).toEqual(['done']);
  });
});

describe('a mail', () => {
  const wishes = [
    '1. Orders go out the same day when they come in before eleven.',
    '2. Farmers can repeat their last order with one tap.',
    '3. The office sees the drop notes.',
    '4. A text message tells the farmer that the truck has left.',
  ];

  it('ranks its points by their numbers', () => {
    const ranks =
      'Since you will ask: 1 and 2 are critical, we go nowhere\nwithout them. 3 is medium, 4 is low.';
    expect(outcome('Hi all,', '', ...wishes, '', ...ranks.split('\n')).tickets).toEqual([
      '3 P0',
      '4 P0',
      '5 P2',
      '6 P3',
    ]);
  });

  it('ranks its points by their order where it says so', () => {
    const ordered = outcome('Hi all, here they are in order of importance.', '', ...wishes);
    expect(ordered.tickets).toEqual(['3 P0', '4 P1', '5 P2', '6 P3']);
    expect(outcome('Hallo, hier nach Wichtigkeit geordnet:', '', ...wishes).tickets).toEqual(ordered.tickets);
    expect(outcome('Hi all, here they are.', '', ...wishes).tickets).toEqual(['3 -', '4 -', '5 -', '6 -']);
  });

  it('sets aside what its lead-ins and closing words put off', () => {
    const { tickets, parked } = propose(
      '# Wishes',
      '## What we need',
      '- Farmers can repeat their last order.',
      '',
      'Noted for a second stage, not before next year:',
      '',
      '- Sensors in the silos',
      '',
      'Drones can wait until next year. Two of our bigger farms would love that.',
    );
    expect(tickets.map((one) => one.sourceLines)).toEqual([[3]]);
    expect(parked.map((one) => [one.reason, one.lines[0]])).toEqual([
      ['future', 7],
      ['future', 9],
      ['future', 9],
    ]);
  });

  it('ranks all by its front matter where nothing else ranks', () => {
    const front = ['---', 'owner: Ines', 'priority: high', '---', '# Notes', '## Requirements'];
    expect(outcome(...front, '- Record species with three taps', '- Upload photos (P3)').tickets).toEqual([
      '7 P1',
      '8 P3',
    ]);
  });
});

describe('what has to come first', () => {
  it.each([
    ['Send the orders to the mill. Needs 1 of course, or half of them are missing.'],
    ['Offer the slot by text. Only possible once the order screen is in.'],
    ['Tick attendance on the phone (obviously only once the order screen is there)'],
    ['Transfer invoices. This cannot be done before item 1 has been accepted.'],
    ['Mahnungen verschicken. Setzt natürlich Punkt 1 voraus.'],
  ])('is told by "%s"', (text) => {
    expect(edges('# Orders', '## Requirements', '1. Add an order screen', `2. ${text}`)).toEqual([
      '4 after 3',
    ]);
  });

  it.each([
    'Remind the farmer after 5 days.',
    'Show it after 2, 5 and 10 minutes.',
    'Needs 1 GB of memory at most.',
  ])('is not meant by "%s"', (text) => {
    expect(edges('# Orders', '## Requirements', '1. Add an order screen', `2. ${text}`)).toEqual([]);
  });
});

describe('what a product refuses', () => {
  it('is behaviour and not a verdict', () => {
    const behaviour = [
      '- Files above 50 MB are rejected with 413.',
      '- Requests older than a day are dropped.',
    ];
    expect(outcome('# Upload', '## Requirements', ...behaviour)).toEqual({
      tickets: ['3 -', '4 -'],
      parked: [],
    });
    expect(
      outcome('# Upload', '## Requirements', '- Voice input was dropped.', '- Add search').parked,
    ).toEqual(['out_of_scope 3']);
    expect(
      outcome('# Ausgabe', '## Anforderungen', '- Gesperrte Werkzeuge werden mit einem Warnton abgelehnt.')
        .parked,
    ).toEqual([]);
  });
});

describe('a line that may ask and makes no ticket', () => {
  it('is named as uncovered', () => {
    const { coverage } = propose(
      '# Storage',
      '## Requirements',
      '- Uploads must be streamed to the bucket.',
      '## Watching it',
      'Dashboard: upload error rate, fallback reads/min, scan queue depth.',
      '',
      'Page on-call if upload errors are above 1% for 5 min.',
    );
    expect(coverage.uncovered).toEqual([5, 7]);
  });
});

describe('a story map', () => {
  it('asks for each of its cells, ranked and put off by its rows', () => {
    const { tickets, parked } = propose(
      '# Theatre',
      '',
      '| | Find a show | Buy tickets | Come in |',
      '|---|---|---|---|',
      '| Release 1 (must) | Programme by month | Pay by card | Scan tickets at the door |',
      '| Release 2 (should) | Filter for children | Choose seats on a plan | |',
      '| Later | Newsletter | Gift vouchers | |',
    );
    expect(tickets.map(({ sourceLines, priority }) => [sourceLines[0], priority])).toEqual([
      ...[5, 5, 5].map((line) => [line, 1]),
      ...[6, 6].map((line) => [line, 2]),
    ]);
    expect(parked.map(({ reason, lines }) => [reason, lines[0]])).toEqual([
      ['future', 7],
      ['future', 7],
    ]);
  });
});

describe('stories in columns', () => {
  it('are put together in the language of the document', () => {
    const { tickets } = propose(
      '# Automat für den Hofladen, was wir brauchen und für wen',
      '| ID | Als | möchte ich | damit | Prio |',
      '|---|---|---|---|---|',
      '| H-01 | Kundin | mit Karte zahlen | ich kein Kleingeld brauche | 1 |',
      '| H-02 | Bäuerin | am Handy sehen, welches Fach leer ist | ich nicht umsonst fahre | 2 |',
    );
    expect(tickets.map((one) => one.title)).toEqual([
      expect.not.stringContaining('I want'),
      expect.not.stringContaining('I want'),
    ]);
    expect(tickets[0]!.title).toMatch(/Karte zahlen/);
  });
});

describe('the numbers of a list', () => {
  it('are those its writer gave', () => {
    const ranks = ['', '1 and 4 are critical, 3 is low.'];
    const list = ['Hi,', '', '1. Add a list of orders.', '3. Print receipts.', '4. Send reminders.'];
    expect(outcome(...list, ...ranks).tickets).toEqual(['3 P0', '4 P3', '5 P0']);
  });
});
