/** What has to come first, as documents of five languages state it, and texts that only look as if they did. */
import { describe, expect, it } from 'vitest';
import { structureText } from '../../../src/documents/structure-text.ts';
import { proposeByRules } from '../../../src/generation/propose-by-rules.ts';

/** "3>1": the third ticket waits for the first. */
function edgesIn(content: string): string {
  const { blocks } = structureText(content);
  const tickets = proposeByRules({ name: 'berths.md', content, blocks }).tickets.filter(
    ({ type }) => type !== 'epic',
  );
  const place = new Map(tickets.map(({ ref }, at) => [ref, at + 1]));
  const edges = tickets.flatMap((ticket, at) => ticket.dependsOn.map((ref) => `${at + 1}>${place.get(ref)}`));
  return edges.sort().join(' ');
}

const items = (texts: string[]) => texts.map((text) => `- ${text}`);
const first = 'FR-1: Skippers sign in with a code from an email';
const second = 'FR-2: Show free berths on a map';
const third = 'FR-3: Take card payments at the dock';

type Case = [what: string, lines: string[], edges: string, heading?: string];
const cases: Case[] = [
  ['"depends on" an id', items([first, second, `${third} (depends on FR-1)`]), '3>1'],
  ['depends on ids and', items([first, second, `${third}. Depends on FR-1 and FR-2.`]), '3>1 3>2'],
  ['"requires" an id', items([first, second, `${third}; requires FR-2`]), '3>2'],
  ['"after" an id', items([first, second, `${third} (after FR-1)`]), '3>1'],
  ['"blocked by"', items([first, `${second} – blocked by FR-1`, third]), '2>1'],
  ['"needs … first"', items([first, second, `${third}. Needs FR-1 first.`]), '3>1'],
  [
    'builds on story',
    items([
      'Let skippers log in with a code',
      'Show free berths on a map',
      'Show past bookings; builds on the login story',
    ]),
    '3>1',
  ],
  [
    'builds on name',
    items([
      'Let skippers sign in with a code',
      'Show free berths on a map',
      'Filter free berths by size. Builds on the map of free berths.',
    ]),
    '3>2',
  ],
  [
    'numbered &',
    [
      '1. Skippers sign in with a code',
      '2. Show free berths on a map',
      '3. Take card payments',
      '4. Send a receipt (depends on 1 & 3)',
    ],
    '4>1 4>3',
  ],
  [
    'depends on #',
    [
      '1. Skippers sign in with a code',
      '2. Show free berths on a map',
      '3. Take card payments (depends on #1, #2)',
    ],
    '3>1 3>2',
  ],
  [
    'after task n',
    [
      '1. Skippers sign in with a code',
      '2. Show free berths on a map',
      '3. Take card payments, after task 1',
    ],
    '3>1',
  ],
  ['after item ordered', ['1. Skippers sign in with a code', '2. Take card payments (after 1)'], '2>1'],
  ['prereq', items([first, second, `${third}. Prerequisite: FR-2`]), '3>2'],
  [
    'nested dep field',
    [
      '- **Sign in**',
      '  - Skippers sign in with a code',
      '- **Map**',
      '  - Show free berths on a map',
      '  - Dependencies: Sign in',
    ],
    '2>1',
  ],
  [
    'nested dep none',
    [
      '- **Sign in**',
      '  - Skippers sign in with a code',
      '  - Dependencies: None',
      '- **Map**',
      '  - Show free berths on a map',
      '  - Depends on: Sign in',
    ],
    '2>1',
  ],
  [
    'table',
    [
      '| ID | Requirement | Depends on |',
      '|---|---|---|',
      '| R1 | Skippers sign in with a code | - |',
      '| R2 | Show free berths on a map | R1 |',
      '| R3 | Take card payments | R1, R2 |',
    ],
    '2>1 3>1 3>2',
  ],
  [
    'table numbers',
    [
      '| # | Requirement | Dependencies |',
      '|---|---|---|',
      '| 1 | Skippers sign in with a code | – |',
      '| 2 | Show free berths on a map | 1 |',
      '| 3 | Take card payments | 1, 2 |',
    ],
    '2>1 3>1 3>2',
  ],
  [
    'range',
    items([first, second, third, 'FR-4: Send a receipt by email. Depends on FR-1 to FR-3.']),
    '4>1 4>2 4>3',
  ],
  [
    'range dash',
    items([first, second, third, 'FR-4: Send a receipt by email (depends on FR-1–FR-3)']),
    '4>1 4>2 4>3',
  ],
  ['slash ids', items([first, second, `${third} (depends on FR-1/FR-2)`]), '3>1 3>2'],
  [
    'once',
    items([
      'Let skippers sign in with a code',
      'Take card payments at the dock',
      'Once card payments are live, send a receipt by email',
    ]),
    '3>2',
  ],
  ['only after', items([first, second, `${third}. Only after FR-2 is live.`]), '3>2'],
  ['cannot start until', items([first, second, `${third}. Cannot start until FR-1 is done.`]), '3>1'],
  ['blocks', items([`${first}. Blocks FR-2.`, second, third]), '2>1'],
  ['is needed for', items([`${first} (needed for FR-3)`, second, third]), '3>1'],
  ['relies on', items([first, second, `${third}. Relies on FR-1.`]), '3>1'],
  ['waits for', items([first, second, `${third} (waits for FR-2)`]), '3>2'],
  [
    'dep section',
    items([first, second, third]).concat([
      '',
      '## Dependencies',
      '',
      '- FR-3 depends on FR-1',
      '- FR-2 requires FR-1',
    ]),
    '2>1 3>1',
  ],
  [
    'dep section arrow',
    items([first, second, third]).concat(['', '## Dependencies', '', '- FR-3 → FR-1', '- FR-1 blocks FR-2']),
    '2>1 3>1',
  ],
  [
    'dep section chain',
    items([first, second, third]).concat(['', '## Dependency chain', '', 'FR-1 → FR-2 → FR-3']),
    '2>1 3>2',
  ],
  [
    'a circle, broken where it would close',
    items([`${first} (depends on FR-3)`, `${second} (depends on FR-1)`, `${third} (depends on FR-2)`]),
    '1>3 2>1',
  ],
  ['itself, which it does not wait for', items([`${first} (depends on FR-1)`, second]), ''],
  [
    'ids and things that are no tickets',
    items([`${first} (depends on FR-9)`, `${second}. Depends on the weather service.`]),
    '',
  ],
  [
    '"after" as part of the requirement',
    items([
      'Send a receipt after payment',
      'Log out after 15 minutes',
      'Requires a valid email address to sign in',
      'Show free berths after sign in',
    ]),
    '',
  ],
  [
    '"depends on" as part of the requirement',
    items([
      'The price depends on the season',
      'Show prices per season',
      'Send the receipt; the layout depends on the language',
    ]),
    '',
  ],
  [
    'de',
    items([
      'A-1: Anmeldung per Code aus einer E-Mail',
      'A-2: Freie Plätze auf einer Karte zeigen',
      'A-3: Kartenzahlung am Steg annehmen (abhängig von A-1)',
    ]),
    '3>1',
    'Anforderungen',
  ],
  [
    'de setzt voraus',
    items([
      'A-1: Anmeldung per Code aus einer E-Mail',
      'A-2: Freie Plätze auf einer Karte zeigen. Setzt A-1 voraus.',
      'A-3: Kartenzahlung am Steg annehmen, baut auf A-2 auf',
    ]),
    '2>1 3>2',
    'Anforderungen',
  ],
  [
    'de braucht',
    items([
      'A-1: Anmeldung per Code',
      'A-2: Freie Plätze auf einer Karte zeigen (braucht A-1)',
      'A-3: Kartenzahlung am Steg annehmen (nach A-2)',
      'A-4: Beleg senden. Blockiert durch A-3.',
    ]),
    '2>1 3>2 4>3',
    'Anforderungen',
  ],
  [
    'fr',
    items([
      'EX-1 : Se connecter avec un code',
      'EX-2 : Afficher les places libres (dépend de EX-1)',
      'EX-3 : Payer par carte. Nécessite EX-2.',
      'EX-4 : Envoyer un reçu (après EX-3)',
      'EX-5 : Exporter le journal, bloqué par EX-1',
    ]),
    '2>1 3>2 4>3 5>1',
    'Exigences',
  ],
  [
    'es',
    items([
      'RF-1: Iniciar sesión con un código',
      'RF-2: Mostrar amarres libres (depende de RF-1)',
      'RF-3: Pagar con tarjeta. Requiere RF-2.',
      'RF-4: Enviar un recibo (después de RF-3)',
      'RF-5: Exportar el registro, bloqueado por RF-1',
    ]),
    '2>1 3>2 4>3 5>1',
    'Requisitos',
  ],
  [
    'pt',
    items([
      'RF-1: Iniciar sessão com um código',
      'RF-2: Mostrar lugares livres (depende de RF-1)',
      'RF-3: Pagar com cartão. Requer RF-2.',
      'RF-4: Enviar um recibo (depois de RF-3)',
      'RF-5: Exportar o registo, bloqueado por RF-1',
    ]),
    '2>1 3>2 4>3 5>1',
    'Requisitos',
  ],
  [
    'es voraus',
    items([
      'RF-1: Iniciar sesión con un código',
      'RF-2: Mostrar amarres libres. Se basa en RF-1.',
      'RF-3: Pagar con tarjeta (necesita RF-2)',
    ]),
    '2>1 3>2',
    'Requisitos',
  ],
  [
    'story',
    [
      '### US-1: Sign in',
      '',
      'As a skipper, I want to sign in so that I can book.',
      '',
      '### US-2: Book',
      '',
      'As a skipper, I want to book a berth so that I have a place.',
      '',
      '**Depends on:** US-1',
    ],
    '2>1',
    'User stories',
  ],
  [
    'story name dep',
    [
      '### Sign in',
      '',
      'As a skipper, I want to sign in so that I can book.',
      '',
      '### Book a berth',
      '',
      'As a skipper, I want to book a berth so that I have a place.',
      '',
      'Dependencies: Sign in',
    ],
    '2>1',
    'User stories',
  ],
  [
    'and name',
    [
      '- **Sign in**: skippers sign in with a code',
      '- **Start and stop**: start and stop the pump',
      '- **Stop**: emergency stop at the pump',
      '- **Report**: cubic metres per month. Depends on: Start and stop',
    ],
    '4>2',
  ],
  [
    'possessive',
    items([
      'Mia to put the slot picker on the website',
      "Sefa to get refunds into the system. After Mia's slot picker is live.",
    ]),
    '2>1',
    'Action items',
  ],
  [
    'story n',
    [
      '- Story 1: Skippers sign in with a code',
      '- Story 2: Show free berths',
      '- Story 3: Take payments (requires Story 1 and Story 2)',
    ],
    '3>1 3>2',
  ],
];

describe('a stated dependency is read from', () => {
  it.each(cases)('%s', (_what, lines, edges, heading = 'Requirements') => {
    const content = `# Berth booking\n\nSkippers book berths.\n\n## ${heading}\n\n${lines.join('\n')}\n`;
    expect(edgesIn(content)).toBe(edges);
  });
});
