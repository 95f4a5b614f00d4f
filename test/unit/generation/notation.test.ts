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
