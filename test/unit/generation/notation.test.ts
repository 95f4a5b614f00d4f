/** Priorities in a notation nobody told Docket of: where it stands, what the document says of it, what it is by nature. */
import { describe, expect, it } from 'vitest';
import { structureText } from '../../../src/documents/structure-text.ts';
import { proposeByRules } from '../../../src/generation/propose-by-rules.ts';
import { translateNotation } from '../../../src/generation/translate-notation.ts';

function prioritiesOf(...lines: string[]): number[] {
  const content = ['# Bakery orders', '', ...lines].join('\n');
  const { tickets } = proposeByRules({ name: 'a.md', content, ...structureText(content) });
  return tickets.map(({ priority }) => priority);
}

const table = (header: string, ...cells: string[]) => [
  '## Requirements',
  '',
  `| Ref | What | ${header} |`,
  '|---|---|---|',
  ...cells.map((cell, at) => `| R${at + 1} | Print the list of orders number ${at + 1} | ${cell} |`),
];

describe('a notation of priority is told', () => {
  const [first, second, third] = ['Order bread by phone', 'Pay when it is picked up', 'Send a receipt'];

  it.each([
    ['letters', 'A comes with the launch, B before winter, C if there is room.', 'A', 'B', 'C'],
    ['figures', 'Die Zahl in Klammern: 1 brauchen wir im April, 2 im Sommer, 3 irgendwann.', '1', '2', '3'],
    ['figures told from below', '1 = some day, 2 = by Christmas, 3 = there at launch', '3', '2', '1'],
  ])('by a sentence that explains its %s', (_name, legend, one, two, three) => {
    const items = [`- (${one}) ${first}`, `- (${two}) ${second}`, `- (${three}) ${third}`];
    expect(prioritiesOf(legend, '', '## Features', '', ...items)).toEqual([2, 3, 4]);
  });

  it('by a legend of signs, in a line that opens with one of them', () => {
    const items = [`- 🟣 ${first}`, `- 🔵 ${second}`, `- 🟤 ${third}`];
    const legend = '🟣 = first fair · 🔵 = by Christmas · 🟤 = some day';
    expect(prioritiesOf(legend, '', '## Features', '', ...items)).toEqual([2, 3, 4]);
  });

  it.each([
    ['Rank', ['1', '2', '3'], [2, 3, 4]],
    ['Severity', ['S1', 'S3', 'S2'], [2, 4, 3]],
    ['Relevância', ['5/5', '1/5', '3/5'], [2, 4, 3]],
    ['Wichtigkeit', ['1', '2', '3'], [4, 3, 2]],
    ['Urgencia', ['Alta', 'Media', 'Baja'], [2, 3, 4]],
    ['Impact', ['blocker', 'serious', 'minor'], [1, 2, 4]],
  ])('by the name of its column: %s', (header, cells, wanted) => {
    expect(prioritiesOf(...table(header, ...cells))).toEqual(wanted);
  });

  it('by the words that close each line, one of them known', () => {
    const items = [`- ${first} - essential`, `- ${second} - wanted`, `- ${third} - luxury`];
    expect(prioritiesOf('## Features', '', ...items)).toEqual([1, 2, 4]);
  });

  it('by sentences of one word that close the lines, a reason behind one of them', () => {
    const items = [
      `1. ${first}. Critical.`,
      `2. ${second}. Critical, shops shout.`,
      `3. ${third}. Nice to have.`,
    ];
    expect(prioritiesOf('## Features', '', ...items)).toEqual([1, 1, 4]);
    const fields = ['- Name of the customer. Required.', '- Note to the baker. Optional.'];
    expect(prioritiesOf('## Features', '', ...fields)).toEqual([0, 0]);
  });

  it('by a column of figures of which a sentence explains some in words of rank', () => {
    const legend = 'Prio 1 closes the audit, 2 is needed in spring, 3 is good practice.';
    expect(prioritiesOf(legend, '', ...table('Prio', '1', '2', '3'))).toEqual([2, 3, 4]);
    expect(prioritiesOf('2 is needed in spring, 3 is good.', '', ...table('Prio', '1', '2', '3'))).toEqual([
      2, 3, 4,
    ]);
  });

  it('by a legend in which a sign of state ranks, and without one that sign tells a state', () => {
    const items = [`- 🔥 ${first}`, `- 🌤️ ${second}`, `- 🧊 ${third}`];
    expect(prioritiesOf('🔥 alta · 🌤️ média · 🧊 baixa', '', '## Features', '', ...items)).toEqual([2, 3, 4]);
    expect(prioritiesOf('## Features', '', ...items)).toHaveLength(2);
  });

  it('by a level beside the id, which stays what it says', () => {
    const items = [`**US-01 · P1** As a guest I want bread.`, '', `**US-02 · P3** As a guest I want cake.`];
    expect(prioritiesOf('## User stories', '', ...items)).toEqual([2, 4]);
  });

  it('by a field of its own that says what comes first as well', () => {
    const content = [
      ...[
        '# Gym',
        '',
        '### HU-01 Reservar',
        '',
        'Prioridad: Alta',
        '',
        'Como socia quiero reservar una clase.',
      ],
      ...['', '### HU-02 Cancelar', '', 'Prioridad: Baja. Depende de HU-01.', ''],
      'Como socia quiero cancelar mi reserva.',
    ].join('\n');
    const { tickets } = proposeByRules({ name: 'a.md', content, ...structureText(content) });
    expect(tickets.map(({ priority, dependsOn }) => [priority, dependsOn])).toEqual([
      [2, []],
      [4, ['t1']],
    ]);
  });

  it('by headings that count up', () => {
    const sections = [`## Tier 1`, '', `- ${first}`, '', '## Tier 2', '', `- ${second}`];
    expect(prioritiesOf(...sections)).toEqual([2, 3]);
  });
});

describe('what looks like a notation and ranks nothing', () => {
  it.each([
    ['states', '✅ = done · 🔄 = in progress', ['- 🔄 Order bread by phone', '- 🔄 Send a receipt']],
    ['areas', 'B = backend, F = frontend', ['- (B) Order bread by phone', '- (F) Send a receipt']],
    ['ids', 'A-1: Order bread must work', ['- Send the message (A-1)', '- Print the list (A-2)']],
    ['sizes', 'Size: S is a day, L is a week', ['Size: S', 'Size: L']],
    ['code', '```', ['rank: 1', 'rank: 2', '```']],
  ])('stays as it stands: %s', (_name, legend, lines) => {
    expect(translateNotation([legend, '', ...lines])).toEqual([legend, '', ...lines]);
  });

  it('changes no line but the marked ones, and never their number', () => {
    const lines = ['A before launch, B later.', '', '- (A) One thing to do', '- (B) Another thing', 'Text.'];
    const read = translateNotation(lines);
    expect(read).toEqual(['', '', '- (P1) One thing to do', '- (P2) Another thing', 'Text.']);
  });

  it('takes no longer over a text made of marks', () => {
    const lines = Array.from(
      { length: 20_000 },
      (_, at) => `F${(at % 676).toString(26).replace(/\d/g, 'x')}o: v${at % 2}`,
    );
    const started = performance.now();
    translateNotation(lines);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('one scale holds for every place and every word', () => {
  const wishes = ['Order bread by phone', 'Pay when it is picked up', 'Send a receipt by mail'];
  const listed = (write: (wish: string, value: string) => string, values: readonly string[]) =>
    prioritiesOf('## Features', '', ...wishes.map((wish, at) => write(wish, values[at]!)));

  it.each([
    ['a tag in code', (wish: string, value: string) => `- \`${value}\` ${wish}`],
    ['a bold lead', (wish: string, value: string) => `- **${value}:** ${wish}`],
    ['a part between bars', (wish: string, value: string) => `- BR-${wish.length} | ${value} | ${wish}`],
    ['braces', (wish: string, value: string) => `- ${wish} {${value}}`],
    ['a hash tag', (wish: string, value: string) => `- ${wish} #${value}`],
    ['a comma', (wish: string, value: string) => `- ${wish}, ${value}`],
    ['a field behind a dash', (wish: string, value: string) => `- ${wish} — Importance: ${value}`],
    [
      'a field of its own in bold',
      (wish: string, value: string) => `### ${wish}\n\nAt once.\n\n**Priority:** ${value}`,
    ],
  ])('in %s', (_place, write) => {
    expect(listed(write, ['crucial', 'helpful', 'cosmetic'])).toEqual([1, 3, 4]);
  });

  it.each([
    [
      ['launch blocker', 'important', 'can wait'],
      [1, 2, 4],
    ],
    [
      ['very important', 'important', 'less important'],
      [1, 2, 3],
    ],
    [
      ['Pflicht', 'Wunsch', 'Kür'],
      [2, 3, 4],
    ],
    [
      ['incontournable', 'important', 'si possible'],
      [1, 2, 4],
    ],
    [
      ['crítico', 'necesario', 'prescindible'],
      [2, 3, 4],
    ],
    [
      ['indispensável', 'útil', 'luxo'],
      [1, 3, 4],
    ],
    [
      ['Tier 1', 'Tier 2', 'Tier 3'],
      [2, 3, 4],
    ],
    [
      ['+++', '++', '+'],
      [2, 3, 4],
    ],
    [
      ['★★★', '★★☆', '★☆☆'],
      [2, 3, 4],
    ],
  ])('in the words %s', (values, ranks) => {
    expect(listed((wish, value) => `- ${wish} (${value})`, values)).toEqual(ranks);
  });

  it('in headings, labels and points over others', () => {
    for (const head of ['### %', '**%**', '%:', '- %'])
      expect(
        prioritiesOf(
          '## Features',
          '',
          ...['Non-negotiable', 'Helpful', 'Gimmick'].flatMap((value, at) => [
            head.replace('%', value),
            ...(head === '- %' ? [] : ['']),
            `  - ${wishes[at]}`.slice(head === '- %' ? 0 : 2),
            ...(head === '- %' ? [] : ['']),
          ]),
        ),
        head,
      ).toEqual([1, 3, 4]);
  });

  it('in rows that head others, columns to tick and cells left empty', () => {
    const rows = (...lines: string[]) => prioritiesOf('## Features', '', ...lines);
    const [one, two, three] = wishes;
    const headed = ['| ID | What |', '|---|---|', '| **Must** | |', `| B1 | ${one} |`, '| **Could** | |'];
    expect(rows(...headed, `| B2 | ${two} |`, `| B3 | ${three} |`)).toEqual([1, 3, 3]);
    const ticked = ['| What | Must | Could |', '|---|---|---|', `| ${one} | x | |`, `| ${two} | | x |`];
    expect(rows(...ticked)).toEqual([1, 3]);
    const left = ['| Rank | What |', '|---|---|', `| High | ${one} |`, `| | ${two} |`, `| Low | ${three} |`];
    expect(rows(...left)).toEqual([2, 2, 4]);
  });

  it('in sentences that name ids, and in what holds for all the others', () => {
    const items = wishes.map((wish, at) => `- BR-${at + 1} ${wish}`);
    const below = ['## Features', '', ...items];
    expect(prioritiesOf('BR-1 and BR-3 are must-haves, the rest can wait.', '', ...below)).toEqual([1, 4, 1]);
    expect(prioritiesOf('Unless marked otherwise all are should-haves.', '', ...below)).toEqual([2, 2, 2]);
  });

  it('but not in topics, ordinals and remarks', () => {
    expect(
      prioritiesOf('## Features', '', '- Performance: answer within 200 ms', '- Login: stay signed in'),
    ).toEqual([0, 0]);
    expect(prioritiesOf('## Features', '', '- First: order bread by phone', '- Second: pay by card')).toEqual(
      [0, 0],
    );
  });
});

describe('a state is told', () => {
  const titlesOf = (...lines: string[]) => {
    const content = ['# Bakery orders', '', '## Features', '', ...lines].join('\n');
    return proposeByRules({ name: 'a.md', content, ...structureText(content) }).tickets.length;
  };
  const open = '- Order bread by phone';
  const wish = 'Send a receipt by mail';

  it.each(['rolled out', 'on ice', 'scrapped', 'gibt es schon', 'reporté', 'en pausa', 'fora do escopo'])(
    'by "%s" in any place',
    (words) => {
      for (const line of [
        `- ${wish} (${words})`,
        `- ${wish} – ${words}`,
        `- [${words}] ${wish}`,
        `- **${words}:** ${wish}`,
        `- ${wish}. ${words[0]!.toUpperCase()}${words.slice(1)}.`,
        `- ${wish}\n  - Status: ${words}`,
        `\n### ${wish}\n\nAt once.\n\n**Status:** ${words}`,
        `\n## ${words}\n\n- ${wish}`,
      ])
        expect(titlesOf(open, line), line).toBe(1);
    },
  );

  it('but not where states of the product are listed', () => {
    expect(
      titlesOf('- Pending: the guest waits for an answer', '- Cancelled: the guest gets the money back'),
    ).toBe(2);
    expect(titlesOf(open, '- Show the state of an order (pending, baked, cancelled)')).toBe(2);
  });
});
