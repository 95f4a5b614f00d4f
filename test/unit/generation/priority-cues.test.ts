/** Priorities as documents of five languages state them, and texts that only look as if they did. */
import { describe, expect, it } from 'vitest';
import { structureText } from '../../../src/documents/structure-text.ts';
import { priorityCode } from '../../../src/domain/priority.ts';
import { proposeByRules } from '../../../src/generation/propose-by-rules.ts';

type Code = 'P0' | 'P1' | 'P2' | 'P3' | null;

/** The priorities of the tickets of a document, in its order. */
function prioritiesIn(content: string): Code[] {
  const { blocks } = structureText(content);
  const { tickets } = proposeByRules({ name: 'berths.md', content, blocks });
  return tickets.filter(({ type }) => type !== 'epic').map(({ priority }) => priorityCode(priority));
}

const below = (heading: string, body: string) =>
  `# Berth booking\n\nSkippers book berths.\n\n## ${heading}\n\n${body}\n`;
const listed = (items: string[], heading = 'Requirements') =>
  below(heading, items.map((item) => `- ${item}`).join('\n'));
const table = (head: string, rows: string[]) => {
  const line = head
    .split('|')
    .map(() => '---')
    .join('|');
  return below('Requirements', [`| ${head} |`, `|${line}|`, ...rows.map((row) => `| ${row} |`)].join('\n'));
};

const cases: [string, string, Code[]][] = [
  [
    'codes in brackets',
    listed(['Show free berths on a map (P0)', 'Send a receipt by email (P2)', 'Export the log as CSV']),
    ['P0', 'P2', null],
  ],
  [
    'codes at the start',
    listed([
      'P1: Show free berths on a map',
      'P3 – Export the log as CSV',
      '[P0] Take card payments at the dock',
    ]),
    ['P1', 'P3', 'P0'],
  ],
  [
    'codes in bold',
    listed([
      '**P1** Show free berths on a map',
      '**[P2]** Export the log as CSV',
      '**P0:** Take card payments at the dock',
    ]),
    ['P1', 'P2', 'P0'],
  ],
  [
    '"prio 1"',
    listed([
      'Show free berths on a map (prio 1)',
      'Export the log as CSV (prio 3)',
      'Take card payments at the dock, priority 2',
    ]),
    ['P1', 'P3', 'P2'],
  ],
  [
    'words in brackets',
    listed([
      'Show free berths on a map (high)',
      'Export the log as CSV (low)',
      'Take card payments at the dock (medium)',
      'Warn of storms (critical)',
    ]),
    ['P1', 'P3', 'P2', 'P0'],
  ],
  [
    'words in square brackets',
    listed([
      '[High] Show free berths on a map',
      '[Low] Export the log as CSV',
      '[Critical] Warn of storms by text message',
      '[Blocker] Sign in with a code',
    ]),
    ['P1', 'P3', 'P0', 'P0'],
  ],
  [
    'a label in the text',
    listed([
      'Show free berths on a map. Priority: high',
      'Export the log as CSV – Priority: Low',
      'Warn of storms by text message. Priority: Critical',
    ]),
    ['P1', 'P3', 'P0'],
  ],
  [
    '"Must have:" at the start',
    listed([
      'Must have: show free berths on a map',
      'Nice to have: export the log as CSV',
      'Should have: take card payments at the dock',
    ]),
    ['P0', 'P3', 'P1'],
  ],
  [
    '"(must-have)" at the end',
    listed([
      'Show free berths on a map (must-have)',
      'Export the log as CSV (nice-to-have)',
      'Take card payments at the dock (should-have)',
      'Share a berth (could have)',
    ]),
    ['P0', 'P3', 'P1', 'P2'],
  ],
  [
    'letters of MoSCoW',
    listed([
      '[M] Show free berths on a map',
      '[S] Export the log as CSV',
      '[C] Take card payments at the dock',
    ]),
    ['P0', 'P1', 'P2'],
  ],
  [
    'words after a dash',
    listed([
      'Show free berths on a map — must have',
      'Export the log as CSV — nice to have',
      'Take card payments at the dock — high',
    ]),
    ['P0', 'P3', 'P1'],
  ],
  [
    'coloured signs',
    listed(['🔴 Show free berths on a map', '🟡 Export the log as CSV', '🟢 Take card payments at the dock']),
    ['P0', 'P2', 'P3'],
  ],
  [
    'a sentence of its own',
    listed([
      'Show free berths on a map. This is a launch blocker.',
      'Export the log as CSV; low priority.',
      'Take card payments at the dock. High priority.',
    ]),
    ['P0', 'P3', 'P1'],
  ],
  [
    '"would be nice to have"',
    listed([
      'Show free berths on a map',
      'Exporting the log as CSV would be nice to have',
      'Take card payments at the dock',
    ]),
    [null, 'P3', null],
  ],
  [
    '"Optional:"',
    listed([
      'Show free berths on a map',
      '(optional) Export the log as CSV',
      'Optional: share a berth with friends',
    ]),
    [null, 'P3', 'P3'],
  ],
  [
    'stretch goals',
    listed(['Show free berths on a map', 'Export the log as CSV (stretch goal)']),
    [null, 'P3'],
  ],
  [
    'MoSCoW headings',
    `# B\n\n## Must have\n\n- Show free berths on a map\n\n## Should have\n\n- Export the log as CSV\n\n## Could have\n\n- Take card payments at the dock\n`,
    ['P0', 'P1', 'P2'],
  ],
  [
    'headings with hyphens',
    `# B\n\n## Requirements\n\n### Must-haves\n\n- Show free berths on a map\n\n### Nice-to-haves\n\n- Export the log as CSV\n`,
    ['P0', 'P3'],
  ],
  [
    'headings with codes',
    `# B\n\n## Requirements\n\n### P0 – launch\n\n- Show free berths on a map\n\n### P1 – soon after\n\n- Export the log as CSV\n\n### P2\n\n- Take card payments at the dock\n`,
    ['P0', 'P1', 'P2'],
  ],
  [
    '"Priority 1" as a heading',
    `# B\n\n## Priority 1\n\n- Show free berths on a map\n\n## Priority 2\n\n- Export the log as CSV\n`,
    ['P1', 'P2'],
  ],
  [
    'headings with a remark in brackets',
    `# B\n\n## Requirements\n\n### Map (High priority)\n\n- Show free berths on a map\n- Show prices on the map\n\n### Log (Low priority)\n\n- Export the log as CSV\n`,
    ['P1', 'P3'],
  ],
  [
    '"Critical features"',
    `# B\n\n## Critical features\n\n- Show free berths on a map\n\n## Important features\n\n- Export the log as CSV\n\n## Nice to have features\n\n- Take card payments at the dock\n`,
    ['P0', 'P1', 'P3'],
  ],
  [
    'bold lines as headings',
    `# B\n\n## Requirements\n\n**Must have:**\n\n- Show free berths on a map\n\n**Nice to have:**\n\n- Export the log as CSV\n`,
    ['P0', 'P3'],
  ],
  [
    'plain lines as headings',
    `# B\n\n## Requirements\n\nMust have:\n- Show free berths on a map\n- Take card payments at the dock\n\nCould have:\n- Export the log as CSV\n`,
    ['P0', 'P0', 'P2'],
  ],
  [
    'a column of codes',
    table('ID | Requirement | Priority', [
      'R-1 | Show free berths on a map | P0',
      'R-2 | Export the log as CSV | P3',
      'R-3 | Take card payments at the dock | – ',
    ]),
    ['P0', 'P3', null],
  ],
  [
    'a column of words',
    table('Requirement | Prio', [
      'Show free berths on a map | Critical',
      'Export the log as CSV | Low',
      'Take card payments at the dock | Medium',
      'Warn of storms by text message | High',
    ]),
    ['P0', 'P3', 'P2', 'P1'],
  ],
  [
    'a MoSCoW column',
    table('Feature | Description | MoSCoW', [
      'Map | Show free berths on a map | Must',
      'Log | Export the log as CSV | Could',
      'Pay | Take card payments at the dock | Should',
    ]),
    ['P0', 'P2', 'P1'],
  ],
  [
    'a necessity column',
    table('Feature | Description | Necessity', [
      'Map | Show free berths on a map | Must-have',
      'Log | Export the log as CSV | Nice-to-have',
      'Pay | Take card payments at the dock | Should-have',
    ]),
    ['P0', 'P3', 'P1'],
  ],
  [
    'a column of figures',
    table('# | Requirement | Priority', [
      '1 | Show free berths on a map | 1',
      '2 | Export the log as CSV | 3',
      '3 | Take card payments at the dock | 2',
    ]),
    ['P1', 'P3', 'P2'],
  ],
  [
    'a column of MoSCoW letters',
    table('ID | Requirement | Priority', [
      'R-1 | Show free berths on a map | M',
      'R-2 | Export the log as CSV | C',
      'R-3 | Take card payments at the dock | S',
    ]),
    ['P0', 'P2', 'P1'],
  ],
  [
    'a column of H, M and L',
    table('ID | Requirement | Priority', [
      'R-1 | Show free berths on a map | H',
      'R-2 | Export the log as CSV | L',
      'R-3 | Take card payments at the dock | M',
    ]),
    ['P1', 'P3', 'P2'],
  ],
  [
    'cells that say it twice',
    table('ID | Requirement | Priority', [
      'R-1 | Show free berths on a map | P0 (must)',
      'R-2 | Export the log as CSV | **P2**',
      'R-3 | Take card payments at the dock | High 🔥',
    ]),
    ['P0', 'P2', 'P1'],
  ],
  [
    'a German column',
    table('Nr. | Anforderung | Priorität', [
      '1 | Freie Liegeplätze müssen auf einer Karte erscheinen | Muss',
      '2 | Das Protokoll wird als CSV exportiert | Kann',
      '3 | Gäste zahlen mit Karte und erhalten eine Quittung | Soll',
      '4 | Sturmwarnungen kommen per SMS | hoch',
    ]),
    ['P0', 'P2', 'P1', 'P1'],
  ],
  [
    'a French column',
    table('N° | Exigence | Priorité', [
      '1 | Afficher les places libres sur une carte | Haute',
      '2 | Exporter le journal en CSV | Basse',
      '3 | Accepter le paiement par carte | Moyenne',
      '4 | Prévenir des tempêtes | Indispensable',
    ]),
    ['P1', 'P3', 'P2', 'P0'],
  ],
  [
    'a Spanish column',
    table('ID | Requisito | Prioridad', [
      'R1 | Mostrar los amarres libres en un mapa | Alta',
      'R2 | Exportar el registro como CSV | Baja',
      'R3 | Aceptar el pago con tarjeta | Media',
      'R4 | Avisar de tormentas por mensaje | Crítica',
    ]),
    ['P1', 'P3', 'P2', 'P0'],
  ],
  [
    'a Portuguese column',
    table('ID | Requisito | Prioridade', [
      'R1 | Mostrar os lugares livres num mapa | Alta',
      'R2 | Exportar o registo em CSV | Baixa',
      'R3 | Aceitar pagamento com cartão | Média',
      'R4 | Avisar de tempestades por mensagem | Obrigatório',
    ]),
    ['P1', 'P3', 'P2', 'P0'],
  ],
  [
    'a legend of the document, whose words are its own',
    `# B\n\n## Priority levels\n\n- Must: without it we do not launch (P0)\n- Should: expected within a month (P1)\n- Nice: whenever there is time (P3)\n\n## Requirements\n\n| ID | Requirement | Priority |\n|---|---|---|\n| R1 | Show free berths on a map | Must |\n| R2 | Export the log as CSV | Nice |\n| R3 | Take card payments at the dock | Should |\n`,
    ['P0', 'P3', 'P1'],
  ],
  [
    'a list of priorities that names requirements',
    `# B\n\n## Requirements\n\n- Show free berths on a map\n- Export the log as CSV\n- Take card payments at the dock\n\n## Priority levels\n\n- **P0**: Show free berths on a map, Take card payments at the dock\n- **P2**: Export the log as CSV\n`,
    ['P0', 'P2', 'P0'],
  ],
  [
    'a list of priorities that names ids',
    `# B\n\n## Requirements\n\n- FR-1: Show free berths on a map\n- FR-2: Export the log as CSV\n- FR-3: Take card payments at the dock\n\n## Prioritization\n\n- Must have: FR-1, FR-3\n- Could have: FR-2\n`,
    ['P0', 'P2', 'P0'],
  ],
  [
    'a table of priorities',
    `# B\n\n## Requirements\n\n- FR-1: Show free berths on a map\n- FR-2: Export the log as CSV\n- FR-3: Take card payments at the dock\n\n## Priorities\n\n| Priority | Requirements |\n|---|---|\n| P0 | FR-1, FR-3 |\n| P2 | FR-2 |\n`,
    ['P0', 'P2', 'P0'],
  ],
  [
    'one modal verb throughout, which ranks nothing',
    below(
      'Requirements',
      '- The system must show free berths on a map.\n- The system must export the log as CSV.\n- Skippers must be able to pay by card.',
    ),
    [null, null, null],
  ],
  [
    'high availability, critical alerts and priorities as subject matter',
    below(
      'Requirements',
      '- High availability: the service is up 99.9 % of the time.\n- Low latency search of berths within 200 ms.\n- Show critical weather alerts on the map.\n- Let operators mark a berth as urgent.\n- Filter bookings by priority.',
    ),
    [null, null, null, null, null],
  ],
  [
    'high water, important messages and a parking deck',
    below(
      'Requirements',
      '- Show the high water mark on the map.\n- Send a medium size photo.\n- Highlight important messages (important: yellow).\n- The P1 parking deck shows free spaces.\n- Offer optional insurance at checkout.',
    ),
    [null, null, null, null, null],
  ],
  [
    'a field of a story',
    `# B\n\n## User stories\n\n### US-1: Map\n\nAs a skipper, I want a map of free berths so that I find one.\n\n**Priority:** High\n\n### US-2: Log\n\nAs a clerk, I want to export the log so that I can archive it.\n\n- Priority: P3\n`,
    ['P1', 'P3'],
  ],
  [
    'the title of a story',
    `# B\n\n## User stories\n\n### User Story 1 - See free berths (Priority: P1)\n\nA skipper opens the map and sees free berths.\n\n### User Story 2 - Export the log (Priority: P3)\n\nA clerk exports the log as CSV.\n`,
    ['P1', 'P3'],
  ],
  [
    'German marks',
    listed(
      [
        'Freie Liegeplätze auf einer Karte zeigen (Muss)',
        'Protokoll als CSV exportieren (Kann)',
        'Kartenzahlung am Steg annehmen (Prio 2)',
        'Sturmwarnung per SMS senden (Priorität: hoch)',
      ],
      'Anforderungen',
    ),
    ['P0', 'P2', 'P2', 'P1'],
  ],
  [
    'German headings',
    `# L\n\n## Anforderungen\n\n### Muss-Kriterien\n\n- Freie Liegeplätze auf einer Karte zeigen\n\n### Soll-Kriterien\n\n- Protokoll als CSV exportieren\n\n### Kann-Kriterien\n\n- Kartenzahlung am Steg annehmen\n\n### Wunschkriterien\n\n- Sturmwarnung per SMS senden\n`,
    ['P0', 'P1', 'P2', 'P3'],
  ],
  [
    'French marks',
    listed(
      [
        'Afficher les places libres sur une carte (priorité haute)',
        'Exporter le journal en CSV (priorité basse)',
        'Accepter le paiement par carte (indispensable)',
        'Prévenir des tempêtes par SMS (souhaitable)',
      ],
      'Exigences',
    ),
    ['P1', 'P3', 'P0', 'P2'],
  ],
  [
    'Spanish marks',
    listed(
      [
        'Mostrar los amarres libres en un mapa (prioridad alta)',
        'Exportar el registro como CSV (prioridad baja)',
        'Aceptar el pago con tarjeta (imprescindible)',
        'Avisar de tormentas (deseable)',
      ],
      'Requisitos',
    ),
    ['P1', 'P3', 'P0', 'P2'],
  ],
  [
    'Portuguese marks',
    listed(
      [
        'Mostrar os lugares livres num mapa (prioridade alta)',
        'Exportar o registo em CSV (prioridade baixa)',
        'Aceitar pagamento com cartão (essencial)',
        'Avisar de tempestades (desejável)',
      ],
      'Requisitos',
    ),
    ['P1', 'P3', 'P0', 'P2'],
  ],
  [
    'French headings',
    `# L\n\n## Exigences\n\n### Indispensable\n\n- Afficher les places libres sur une carte\n\n### Important\n\n- Exporter le journal en CSV\n\n### Facultatif\n\n- Accepter le paiement par carte\n`,
    ['P0', 'P1', 'P3'],
  ],
  [
    'Spanish headings',
    `# L\n\n## Requisitos\n\n### Prioridad alta\n\n- Mostrar los amarres libres en un mapa\n\n### Prioridad media\n\n- Exportar el registro como CSV\n\n### Prioridad baja\n\n- Aceptar el pago con tarjeta\n`,
    ['P1', 'P2', 'P3'],
  ],
  [
    'MUST, SHOULD and MAY side by side',
    below(
      'Requirements',
      '- The system MUST show free berths on a map.\n- The system SHOULD export the log as CSV.\n- The system MAY take card payments at the dock.',
    ),
    ['P0', 'P1', 'P3'],
  ],
  [
    'a field below an item',
    below(
      'Requirements',
      '- **Map of berths**\n  - Description: Show free berths on a map\n  - Priority: Critical\n- **Log export**\n  - Description: Export the log as CSV\n  - Priority: Low',
    ),
    ['P0', 'P3'],
  ],
  [
    'a label in italics',
    below(
      'Requirements',
      '1. **Map of berths** – shows free berths. *Priority: Must*\n2. **Log export** – exports the log as CSV. *Priority: Could*',
    ),
    ['P0', 'P2'],
  ],
  [
    'marks behind the sentences of a paragraph',
    below(
      'Limits',
      'The map must load within two seconds. (P0)\nThe log must keep each trip for a year. `Priority: Low`\nReceipts must be sent by email. [Desirable]',
    ),
    ['P0', 'P3', 'P2'],
  ],
  [
    'stars, by how many the document uses',
    listed([
      '⭐⭐⭐ Show free berths on a map',
      '⭐⭐ Export the log as CSV',
      '⭐ Send a receipt by email',
      'Print it',
    ]),
    ['P1', 'P2', 'P3', null],
  ],
  [
    'a heading that goes on to say for when',
    `# L\n\n## Indispensable à la rentrée\n\n- Afficher les places libres\n\n## Important, puis le reste\n\n- Exporter le journal\n`,
    ['P0', 'P1'],
  ],
  ['words of law', listed(['Keep each trip for a year, required by law.']), ['P0']],
];

describe('the priority a document states is read from', () => {
  it.each(cases)('%s', (_what, content, expected) => {
    expect(prioritiesIn(content)).toEqual(expected);
  });
});
