/** What a document lacks, the questions that follow from it, and answers that settle them. */
import { describe, expect, it } from 'vitest';
import { structureText } from '../../../src/documents/structure-text.ts';
import type { BlockChange } from '../../../src/domain/document-edit.ts';
import { readMeasure } from '../../../src/generation/contradictions.ts';
import { pickQuestions, toQuestions } from '../../../src/generation/document-questions.ts';
import { proposeByRules } from '../../../src/generation/propose-by-rules.ts';
import { writeAnswer } from '../../../src/generation/write-answer.ts';

function read(content: string, name = 'plan.md') {
  const proposal = proposeByRules({ name, content, blocks: structureText(content).blocks });
  const lines = content.split('\n');
  const questions = toQuestions(proposal.readiness, proposal.questions, lines);
  return { ...proposal, lines, asked: questions, codes: proposal.readiness.map(({ code }) => code) };
}

/** Answers the first question of that code, for answers that are written onto lines. */
function answer(content: string, code: string, said: string): { text: string; change: BlockChange } {
  const { asked, lines } = read(content);
  const change = writeAnswer(asked.find((question) => question.code === code)!, said, lines);
  if (change.op !== 'write') return { text: content, change };
  const next = [...lines];
  for (const {
    lines: [first, last],
    text,
  } of change.edits)
    next.splice(first - 1, last - first + 1, text);
  return { text: next.join('\n'), change };
}

const plan = `# Harbour plan

## Personas

- Skippers

## Success metrics

| Measure | Today | Target |
|---|---|---|
| Boats per day | 40 | 55 |
| Happy skippers | unknown | |

## Requirements

- The berth list must load fast on a phone.
- The session must end after 15 minutes without input.
- A skipper must be able to cancel a berth.
- The session must end after 30 minutes without input.

## Non-functional requirements

- Performance: the map must respond under load.

## Out of scope

- Ferries

## Risks

- Fog

## Open questions

- Who sets the prices?
- ~~Do we need a map?~~ Resolved 3 May: yes.
`;

const chat =
  'Ada Berg  9:12 AM\nwe must show free berths\n\nBob Holm  9:14 AM\nok, and prices\n\nAda Berg  9:15 AM\nyes\n';

describe('what is missing', () => {
  it('finds what a plan lacks, and asks nothing of the kind of an RFC, notes or a chat', () => {
    const bare = '\n\n## Requirements\n\n- The app must show free berths.\n';
    expect(read(`# Harbour plan${bare}`).codes).toEqual([
      'no_metrics',
      'no_personas',
      'no_non_goals',
      'no_risks',
    ]);
    for (const title of ['RFC 12: berths', 'Meeting notes, 3 May', 'Harbour roadmap 2027']) {
      expect(read(`# ${title}${bare}`).codes, title).toEqual([]);
    }
    expect(read(chat).codes).toEqual([]);
  });

  it('sees two numbers for the same thing, and none where the things differ', () => {
    const { readiness, codes } = read(plan);
    expect(codes).toEqual([
      'contradiction',
      'metric_without_target',
      'nfr_without_number',
      'vague_requirement',
    ]);
    expect(readiness[0]).toMatchObject({
      lines: [17, 19],
      options: [
        'The session must end after 15 minutes without input.',
        'The session must end after 30 minutes without input.',
      ],
    });
    expect(read(plan.replace('30 minutes', '0.25 hours')).codes).not.toContain('contradiction');
    expect(
      read(plan.replace('session must end after 30', 'invoice must be sent after 30')).codes,
    ).not.toContain('contradiction');
  });

  it('sees that the same thing is demanded and forbidden', () => {
    const text =
      '# Plan\n\n## Requirements\n\n- Guests must pay before they leave the harbour.\n- Boats wait.\n- Guests must not pay before they leave the harbour.\n';
    expect(read(text).readiness).toContainEqual(
      expect.objectContaining({ code: 'contradiction', lines: [5, 7] }),
    );
  });

  it.each([
    ['within 5 seconds', { unit: 'time', value: 5 }],
    ['at most 1.5 min', { unit: 'time', value: 90 }],
    ['99,5 % of calls', { unit: 'share', value: 99.5 }],
    ['1,000 boats', { unit: 'boat', value: 1000 }],
    ['FR-12 and P0', null],
    ['10 boats in 5 days', null],
  ])('reads the measure of "%s"', (text, measure) => {
    expect(readMeasure(text)).toEqual(measure);
  });
});

describe('what is asked', () => {
  it('asks three questions at most, of different kinds, and none again that was skipped', () => {
    const { asked } = read(plan);
    expect(pickQuestions(asked, []).map(({ code }) => code)).toEqual([
      'contradiction',
      'nfr_without_number',
      'open',
    ]);
    const skipped = asked.slice(0, 3).map(({ id }) => id);
    const next = pickQuestions(asked, skipped);
    expect(next.map(({ id }) => id).filter((id) => skipped.includes(id))).toEqual([]);
    expect(
      pickQuestions(
        asked,
        asked.map(({ id }) => id),
      ),
    ).toEqual([]);
  });

  it('knows a question again when lines were added above it', () => {
    const ids = (text: string) => read(text).asked.map(({ id }) => id);
    expect(ids(plan.replace('## Personas', 'An introduction.\n\n## Personas'))).toEqual(ids(plan));
  });
});

describe('an answer', () => {
  it('stands behind an open question, which is open no more', () => {
    const { text } = answer(plan, 'open', 'The harbour\nmaster.');
    expect(text).toContain('- Who sets the prices? → The harbour master.\n');
    expect(read(text).questions).toEqual([]);
  });

  it('fills the cell of a target', () => {
    const { text } = answer(plan, 'metric_without_target', '4 of 5 | by June');
    expect(text).toContain('| Happy skippers | unknown | 4 of 5 / by June |');
    expect(read(text).codes).not.toContain('metric_without_target');
  });

  it('explains a vague word and gives a quality its number below the requirement', () => {
    const vague = answer(plan, 'vague_requirement', 'as on the ferry app').text;
    expect(vague).toContain('load fast on a phone.\n  - “fast”: as on the ferry app\n');
    expect(read(vague).codes).not.toContain('vague_requirement');
    const quality = answer(plan, 'nfr_without_number', 'p95 below 200 ms').text;
    expect(quality).toContain('respond under load.\n  - p95 below 200 ms\n');
    expect(read(quality).codes).not.toContain('nfr_without_number');
  });

  it('settles a contradiction by the number that holds, or keeps another decision', () => {
    const [, longer = ''] = read(plan).readiness[0]!.options!;
    const { text } = answer(plan, 'contradiction', longer);
    expect(text).not.toContain('15 minutes');
    expect(read(text).codes).not.toContain('contradiction');
    expect(answer(plan, 'contradiction', 'never').change).toMatchObject({ op: 'add', type: 'decision' });
  });

  it('adds what a plan lacks as a block of its type', () => {
    const change = answer(
      '# Plan\n\n## Requirements\n\n- The app must show berths.\n',
      'no_metrics',
      '55 boats',
    ).change;
    expect(change).toEqual({ op: 'add', type: 'metrics', text: '55 boats' });
  });

  it('is refused when it is empty or an essay', () => {
    expect(() => answer(plan, 'open', ' \n')).toThrow('There is no answer in that. Nothing was changed.');
    expect(() => answer(plan, 'open', 'x'.repeat(5000))).toThrow('at most 4000 are kept');
  });
});

it('makes a ticket of each question without an answer when a run asks for them', () => {
  const { blocks } = structureText(plan);
  const { tickets } = proposeByRules({
    name: 'plan',
    content: plan,
    blocks,
    includeBlockTypes: ['question'],
  });
  expect(tickets.map(({ title, criteria }) => [title, criteria[0]?.text])).toEqual([
    ['Decide: who sets the prices?', 'The answer is written into the document.'],
  ]);
});
