/** Questions, statements about a section and turned headings: what they are, and that nothing is lost to them. */
import { describe, expect, it } from 'vitest';
import { structureText } from '../../../src/documents/structure-text.ts';
import { proposeByRules } from '../../../src/generation/propose-by-rules.ts';
import { compose } from '../../../src/generation/title-actors.ts';
import { titleFaults } from '../../../src/generation/title-lint.ts';

function propose(...lines: string[]) {
  const content = lines.join('\n');
  const { blocks } = structureText(content);
  return proposeByRules({ name: 'plan.md', content, blocks });
}

const firstLines = ({ tickets }: ReturnType<typeof propose>) =>
  tickets.map(({ sourceLines }) => sourceLines[0]);

describe('a turned heading', () => {
  it.each([
    ['Ohne das brauchen wir gar nicht anzufangen', 'Rechnungen nachts verschicken.', 'Belege speichern.'],
    ['Without these there is no launch', 'Send invoices at night.', 'Store every receipt.'],
    ['Sans cela, rien ne part', 'Envoyer les factures la nuit.', 'Archiver les reçus.'],
    ['Sin esto no se puede empezar', 'Enviar las facturas por la noche.', 'Guardar los recibos.'],
    ['Sem isso nada feito', 'Enviar as faturas à noite.', 'Guardar os recibos.'],
  ])('"%s" is over what has to be there', (heading, ...points) => {
    const { tickets } = propose('# Plan', `## ${heading}`, ...points.map((point) => `- ${point}`));
    expect(tickets.map(({ priority }) => priority)).toEqual([1, 1]);
  });

  it('reads a Portuguese "no" as "in the"', () => {
    const found = propose(
      '# Plano do aplicativo',
      '## O que entra no MVP',
      '1. **Pedido.** O restaurante escolhe o produto e a quantidade.',
      '2. **Foto.** O motorista fotografa as caixas na entrega.',
    );
    expect(firstLines(found)).toEqual([3, 4]);
  });

  it.each([
    'Second tranche',
    'Next financial year',
    'Deuxième vague',
    'Roads not taken',
    'Not touched by this plan',
  ])('"%s" takes out what stands below it', (heading) => {
    const work = ['## Requirements', '- The app must send a receipt.', '- The office must see all orders.'];
    expect(firstLines(propose('# Plan', ...work, `## ${heading}`, '- Permits for car clubs'))).toEqual([
      3, 4,
    ]);
  });
});

describe('a sentence that ranks its section', () => {
  it.each([
    ['Everything in this stage is P1.', 2],
    ['Everything in this list is launch-critical. I have promised that in writing.', 1],
    ['All of these requirements are must-haves.', 1],
  ])('"%s" is no ticket and ranks the list', (sentence, priority) => {
    const list = ['1. Send the invoice to every customer.', '2. Store each receipt for ten years.'];
    const found = propose('# Plan', '## Stage D - Weekend', sentence, '', ...list);
    expect(found.tickets.map((one) => [one.sourceLines[0], one.priority])).toEqual([
      [5, priority],
      [6, priority],
    ]);
  });
});

describe('a question among requirements', () => {
  const around = ['# Plan', '## Requirements', '- The app must send a receipt.'];

  it.each([
    'How long must we keep expired permits? Legal has been asked.',
    'Are we allowed to show notes on the list? Data protection to advise.',
    'Is a photo in a kitchen with guests okay? Ask Amal about consent.',
  ])('"%s" is open and no ticket', (text) => {
    const found = propose(...around, `- ${text}`);
    expect(firstLines(found)).toEqual([3]);
    expect(found.questions.map(({ lines }) => lines[0])).toContain(4);
  });

  it('keeps one that is answered by work', () => {
    expect(firstLines(propose(...around, '- What happens on a tie? Both names must be shown.'))).toEqual([
      3, 4,
    ]);
  });

  it('reads a dialogue of questions and answers below any heading', () => {
    const found = propose(
      '# Bikes',
      '## Questions customers will ask',
      'Q: How do I know where my bike is?',
      'A: You get a message when it is collected.',
      '',
      'Q: Will you repair scooters?',
      'A: No. Nor will we buy them.',
      '',
      'Q: Who pays for damage?',
      'A: Honestly, not settled.',
    );
    expect(firstLines(found)).toEqual([4]);
    expect(found.questions.map(({ text }) => text)).toEqual(['Who pays for damage?']);
  });
});

describe('plain talk', () => {
  it.each([
    'Right now we send one email and then I phone people.',
    'What I want instead:',
    'The shelf may follow in April.',
  ])('"%s" makes no ticket', (sentence) => {
    const found = propose(
      '# Plan',
      '## Late returns',
      `Insane. ${sentence}`,
      '',
      'The office must see all orders.',
    );
    expect(firstLines(found)).toEqual([5]);
  });

  it('takes a point that is told as done for done', () => {
    const found = propose(
      '# Plan',
      '## Requirements',
      '- sign-up with a code, done, people like it',
      '- The app must send a receipt.',
    );
    expect(found.parked.map(({ reason, lines }) => [reason, lines[0]])).toContainEqual(['done', 3]);
    expect(firstLines(found)).toEqual([4]);
  });

  it('reads what an announcement above questions and answers promises', () => {
    const found = propose(
      'Today we opened Mend, a repair service.',
      '',
      'Every piece carries a code under the seat.',
      '',
      'QUESTIONS CUSTOMERS WILL ASK',
      '',
      'Q: Where is my sofa?',
      'A: You get a message when it is collected.',
      '',
      'Q: Will you buy old pieces?',
      'A: No.',
    );
    expect(firstLines(found)).toEqual([3, 8]);
  });

  it('keeps the errands of a meeting out of the tickets', () => {
    const found = propose(
      '# Portal: fortnightly sync',
      'In the room: Priya Nair (chair), Bev Osei, Tomos',
      '',
      '## Actions',
      'A1 Tomos: send an acknowledgement within 5 minutes.',
      '',
      'A2 Bev to ask procurement whether the contract covers 20,000 messages.',
      '',
      'A3 Priya to book the room for the next three meetings.',
    );
    expect(found.tickets.map(({ assignee, sourceLines }) => [assignee, sourceLines[0]])).toEqual([
      ['Tomos', 5],
    ]);
    expect(found.questions.map(({ lines }) => lines[0])).toEqual([7]);
  });
});

describe('what goes on about a requirement', () => {
  it('belongs to the one it names', () => {
    const found = propose(
      '# Plan',
      '## Requirements',
      '- BK-04: A haulier may move a booking.',
      '- BK-05: The app must send a receipt.',
      '',
      'With reference to BK-04: a third move requires approval.',
    );
    expect(firstLines(found)).toEqual([3, 4]);
    expect(found.tickets[0]?.criteria.map(({ text }) => text).join()).toContain('third move');
  });

  it('stands below it in the paragraphs of a design', () => {
    const found = propose(
      '# Deleting',
      '## Design',
      '### Recycle bin',
      'Each project shows a recycle bin with the deleted items.',
      '',
      'All reads go through views that hide marked rows.',
      'Direct access to the tables is revoked for the application role.',
      '',
      'After 30 days a nightly job purges the marked rows for real, oldest first, at most 20,000 per night.',
    );
    expect(firstLines(found)).toEqual([4, 6, 9]);
  });

  it('says that it is put off or done', () => {
    const found = propose(
      '# Plan',
      '## VET-1 Prescriptions for farm animals',
      'Different form, different law. Parked until the ministry publishes the rules.',
      '## VET-2 Receipts',
      'The app must send a receipt.',
      '## Security',
      '- Encryption of the backups: implemented in March, minutes archived.',
      '- The office must see all orders.',
    );
    expect(found.parked.map(({ reason }) => reason)).toEqual(expect.arrayContaining(['future', 'done']));
    expect(firstLines(found)).toEqual([4, 8]);
  });
});

describe('a title', () => {
  it('says what was asked for, and not who asked', () => {
    const wish = '- Mandy asked again that operators can download their list.';
    const { tickets } = propose('# Plan', '## Requirements', wish, '- The app must send a receipt.');
    expect(tickets[0]?.title).toBe('Let operators download their list');
  });

  it.each(['we', 'you', 'the office and we'])('leaves the verb after "%s" as it is', (subject) => {
    const title = compose(subject, 'never', 'keep expired permits', { ability: false });
    expect(title).toBe(`Ensure ${subject} never keep expired permits`);
  });

  it('is at fault where its verb cannot carry what follows', () => {
    expect(titleFaults('Ensure how long permits are kept', 'en')).toContain('cannot carry');
    expect(titleFaults('Ensure permits are kept for a year', 'en')).toEqual([]);
  });
});
