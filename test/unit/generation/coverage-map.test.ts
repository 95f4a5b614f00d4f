/** The coverage map accounts for every line, and losing any ticket uncovers exactly what only that ticket covered. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitLines, structureText } from '../../../src/documents/structure-text.ts';
import { answerAbout, type CoverageMap } from '../../../src/domain/coverage.ts';
import type { Block } from '../../../src/domain/document.ts';
import { type Held, mapCoverage } from '../../../src/generation/coverage-map.ts';
import { proposeByRules } from '../../../src/generation/propose-by-rules.ts';

function read(file: string) {
  const content = readFileSync(file, 'utf8');
  const drafts = structureText(content).blocks;
  const proposal = proposeByRules({ name: file, content, blocks: drafts });
  const blocks = drafts.map((draft): Block => {
    const rest = {
      id: '',
      workspaceId: '',
      documentId: '',
      version: 0,
      contentHash: '',
      order: 0,
      edited: false,
    };
    return { ...draft, ...rest };
  });
  const held = proposal.tickets.map(
    ({ ref, title, type, sourceLines }): Held => ({
      ...{ key: ref, title, lines: sourceLines, isGroup: type === 'epic', isDropped: false },
    }),
  );
  return { lines: splitLines(content), blocks, proposal, held };
}

type Mapped = ReturnType<typeof mapCoverage>;
const linesIn = ({ lines }: Mapped, state: string) =>
  lines.filter((one) => one.state === state).map(({ line }) => line);

describe.each([
  'examples/onboarding-prd.md',
  'test/fixtures/prds/03-depot-charging-frs.md',
  'test/fixtures/prds/12-kettle-club-messy.md',
])('of %s', (file) => {
  const parts = read(file);
  const whole = mapCoverage(parts);

  it('has every line that is not empty once, and nothing uncovered but what the reading missed', () => {
    const wanted = parts.lines.flatMap((text, at) => (text.trim() === '' ? [] : [at + 1]));
    expect(whole.lines.map(({ line }) => line)).toEqual(wanted);
    expect(linesIn(whole, 'uncovered')).toEqual(parts.proposal.coverage.uncovered);
    expect(linesIn(whole, 'covered').length).toBeGreaterThan(10);
    expect(linesIn(whole, 'done').length + linesIn(whole, 'parked').length).toBeGreaterThan(0);
  });

  it('loses exactly the lines that only the missing tickets covered', () => {
    const asked = new Set(parts.proposal.asked);
    fc.assert(
      fc.property(fc.subarray(parts.held, { minLength: 1 }), (gone) => {
        const left = parts.held.filter((one) => !gone.includes(one));
        const kept = new Set(left.filter(({ isGroup }) => !isGroup).flatMap(({ lines }) => lines));
        const lost = gone.flatMap(({ lines }) => lines).filter((line) => asked.has(line) && !kept.has(line));
        const expected = new Set([...linesIn(whole, 'uncovered'), ...lost]);
        expect(new Set(linesIn(mapCoverage({ ...parts, held: left }), 'uncovered'))).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('counts each line in one section and in one state', () => {
    const sum = (counts: Mapped['counts']) => Object.values(counts).reduce((all, one) => all + one, 0);
    expect(sum(whole.counts)).toBe(whole.lines.length);
    const inSections = whole.sections.reduce((all, section) => all + sum(section.counts), 0);
    expect(inSections).toBe(whole.lines.length);
  });
});

describe('a line', () => {
  const block = {
    id: '',
    workspaceId: '',
    documentId: '',
    version: 0,
    contentHash: '',
    order: 0,
    edited: false,
  };
  const map = (held: Partial<Held>[], asked = [1, 2]) =>
    mapCoverage({
      lines: ['- Pay by card', '- Pay by invoice', 'Finance likes it.'],
      blocks: [
        {
          ...block,
          type: 'requirement',
          title: 'Paying',
          content: '',
          lines: [1, 3],
          headingPath: ['Paying'],
        },
      ],
      proposal: { asked, parked: [{ reason: 'done', lines: [3], text: '' }] },
      held: held.map((one) => ({
        key: 'T-1',
        title: 'Pay',
        lines: [1],
        isGroup: false,
        isDropped: false,
        ...one,
      })),
    });

  it('is set aside, and nobody is reminded, when people called off what covered it', () => {
    expect(map([{ isDropped: true }]).lines[0]).toMatchObject({
      state: 'parked',
      reason: 'dropped',
      keys: ['T-1'],
    });
    expect(map([{ isDropped: true }, { key: 'T-2' }]).lines[0]).toMatchObject({
      state: 'covered',
      keys: ['T-2'],
    });
  });

  it('that is asked for is not covered by the epic that only gathers', () => {
    expect(map([{ isGroup: true, lines: [1, 2, 3] }]).lines.map(({ state }) => state)).toEqual([
      'uncovered',
      'uncovered',
      'covered',
    ]);
  });

  it('is found by words in any number and without accents, by its section and by the title of its ticket', () => {
    const coverage = { ...map([{}]), document: {}, unsourced: [] } as unknown as CoverageMap;
    const linesAbout = (about: string) => {
      const { tickets, others } = answerAbout(coverage, about);
      return [tickets.flatMap(({ lines }) => lines.map(({ line }) => line)), others.map(({ line }) => line)];
    };
    expect(linesAbout('invoices')).toEqual([[], [2]]);
    expect(linesAbout('Cárd')).toEqual([[1], []]);
    expect(linesAbout('paying')).toEqual([[1], [2, 3]]);
    expect(linesAbout('pay')).toEqual([[1], [2]]);
    expect(linesAbout('SSO')).toEqual([[], []]);
    expect(linesAbout('?')).toEqual([[], []]);
  });
});
