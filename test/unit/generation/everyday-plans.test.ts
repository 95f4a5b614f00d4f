/** Plans as teams write them every day, where a story, a step or a fault was once lost between two headings. */
import { expect, it } from 'vitest';
import { structureText } from '../../../src/documents/structure-text.ts';
import { proposeByRules } from '../../../src/generation/propose-by-rules.ts';

function titlesOf(content: string): string[] {
  const { blocks } = structureText(content);
  return proposeByRules({ name: 'plan.md', content, blocks }).tickets.map((ticket) => ticket.title);
}

it('keeps the first story of an epic, and the criteria under their own line with the story above', () => {
  const content = `# Stories: Swimming pool

## Epic 1: Tickets

**US-01 (High)** As a neighbour, I want to buy a ticket on my phone so that I do not queue.

Acceptance criteria:
- The code arrives in less than a minute.
- The ticket can be given back until noon.

**US-02 (Low)** As a parent, I want to see the opening hours so that we do not come in vain.
`;
  const { blocks } = structureText(content);
  const { tickets, coverage } = proposeByRules({ name: 'pool.md', content, blocks });
  expect(tickets.map(({ type, criteria }) => [type, criteria.length])).toEqual([
    ['epic', 2],
    ['story', 2],
    ['story', 1],
  ]);
  expect(coverage.uncovered).toEqual([]);
});

it('takes each sentence of a solution as work where nothing else is listed but wishes', () => {
  const pitch = `# Pitch: Quiet evenings

## Solution

We add quiet hours to the settings.

Calls from the fire brigade come through at any time.

## Nice to have if time allows

- Mute one conversation for a day
`;
  expect(titlesOf(pitch)).toHaveLength(3);
});

it('reads the main course of a use case', () => {
  const useCase = `# Use case: Return a costume

## Main success scenario

1. The clerk scans the label of the costume.
2. The system prints a receipt.
`;
  expect(titlesOf(useCase)).toEqual(['Let the clerk scan the label of the costume', 'Print a receipt']);
});

it('plans what is for now, fixes what must be fixed, and leaves what will not be', () => {
  const triage = `# Triage of the beta

## Must be fixed before release

1. The app crashes when location is switched off.

## Fixed during the beta

- Login loop on old phones

## Will not fix

- Phones older than eight years
`;
  expect(titlesOf(triage)).toEqual(['Fix: the app crashes when location is switched off']);
  const roadmap =
    '# Fahrplan Werkstatt\n\n## Jetzt (Q1)\n\n- Gäste können ein Gerät mit Foto anmelden\n- Nach dem Termin wird eine Umfrage verschickt\n';
  expect(titlesOf(roadmap)).toHaveLength(2);
});

it('makes work of what a meeting agrees, whoever is to do it', () => {
  const notes = `# Notas de la reunión: buzón

Asisten: Marta, Iker

**Acuerdos**

- Los alumnos deben poder enviar sugerencias sin dar su nombre.
- Iker: borrar las sugerencias respondidas a los 60 días.

**Para el curso que viene**

- Traducir el buzón
`;
  expect(titlesOf(notes)).toEqual([
    'Permitir a los alumnos enviar sugerencias sin dar su nombre',
    'Borrar las sugerencias respondidas a los 60 días',
  ]);
});
