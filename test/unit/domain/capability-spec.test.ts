/** The YAML of a capability, the work that follows from it, and what pipelines and audiences refuse. */
import { expect, it } from 'vitest';
import { embargoOf, missingFields, readAudienceFields } from '../../../src/domain/audience-fields.ts';
import { itemsOf } from '../../../src/domain/capability-spec.ts';
import { DocketError } from '../../../src/domain/errors.ts';
import type { Audience, StageFacet } from '../../../src/domain/stage.ts';
import { readCapabilitySpec } from '../../../src/factory/read-spec.ts';
import { readPipeline } from '../../../src/workflow/read-pipeline.ts';
import { productPipeline } from '../../support/factory-desk.ts';

function refused(work: () => unknown): DocketError {
  try {
    work();
  } catch (error) {
    if (error instanceof DocketError) return error;
  }
  throw new Error('it was not refused');
}

it('S1-12: entities, APIs, flows, screens and skills become engineering work with stable ids', () => {
  const spec = readCapabilitySpec(
    [
      'entities: [Lead]',
      'apis: [{ name: Lead scoring API, acceptance_criteria: [Fast], component: core, cogs: { amount: 12 } }]',
      'flows: [Import]',
      'screens: [Score]',
      'skills: [Explain a score]',
      'acceptance_criteria: [A lead has a score]',
    ].join('\n'),
  );
  const items = itemsOf(spec);
  expect(items.map(({ id, title, type }) => [id, title, type])).toEqual([
    ['entities-lead', 'Model Lead entity', 'task'],
    ['apis-lead-scoring-api', 'Implement Lead scoring API', 'story'],
    ['flows-import', 'Build Import flow', 'story'],
    ['screens-score', 'Build Score screen', 'story'],
    ['skills-explain-a-score', 'Teach Explain a score skill', 'story'],
  ]);
  expect(items[1]).toMatchObject({
    criteria: ['Fast'],
    component: 'core',
    cogs: { amount: 12, currency: 'USD' },
  });
  expect(items[0]!.criteria).toEqual(['A lead has a score']);
});

it.each([
  ['apis: 3', 'apis'],
  ['colour: blue', 'colour'],
  ['acceptance_criteria: [One]', 'nothing to build'],
  ['apis: [A, a]', '"a" is there twice'],
  ['apis: [A]\nestimated_cogs: { amount: -1 }', 'estimated_cogs.amount'],
  ['apis: [A', 'no YAML'],
  [
    'a: &a [1]\nb: [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]',
    'refers to itself too often',
  ],
])('S1-12: %s is refused', (text, why) => {
  const { code, message } = refused(() => readCapabilitySpec(text));
  expect({ code, message }).toEqual({ code: 'INVALID_INPUT', message: expect.stringContaining(why) });
});

it('S1-20, U-102: a pipeline has the ten stages in order, and no refusal leads forward', () => {
  expect(productPipeline.stages.map(({ id }) => id)).toContain('compliance');
  const text = (stages: string) => `id: mine\nkind: pipeline\nstages:\n${stages}`;
  expect(refused(() => readPipeline('mine.yml', text('  - { id: build, type: work }'))).message).toContain(
    'a capability goes through triage, spec, spec_approval',
  );
  const gate = '  - { id: uat, type: gate }';
  const { message } = refused(() => readPipeline('mine.yml', `${text(gate)}\nlane: hotfix`));
  expect(message).toMatch(/mine\.yml: .*stage "uat": a gate needs approvers; .*a gate needs on_reject/);
  const forward = '  - { id: fix, type: gate, approvers: { any_of: [pm] }, on_reject: { goto: release } }';
  expect(refused(() => readPipeline('mine.yml', `${text(forward)}\nlane: hotfix`)).message).toContain(
    'does not come before',
  );
});

const facet = (audience: Audience, fields: Record<string, unknown>, role: StageFacet['role'] = 'work') =>
  ({ audience, role, fields }) as StageFacet;

it('S1-36: each audience has its fields, some of which must be there in the end', () => {
  expect(readAudienceFields('press', { headline: 'News', embargo_until: '2026-12-01' })).toEqual({
    ...{ headline: 'News', embargo_until: '2026-12-01' },
  });
  expect(refused(() => readAudienceFields('press', { version: '1' })).remedy).toContain('embargo_until');
  expect(refused(() => readAudienceFields('marketing', { channels: [] })).code).toBe('INVALID_INPUT');
  const missing = (audience: Audience, role?: StageFacet['role']) =>
    missingFields({ key: 'X', criteria: [], stage: facet(audience, {}, role) });
  expect(
    (['engineering', 'product', 'release', 'press', 'marketing'] as const).map((one) => missing(one)),
  ).toEqual([...[['acceptance_criteria'], [], ['version'], ['headline'], ['channels']]]);
  expect(missing('engineering', 'approve')).toEqual([]);
});

it('S1-36: an embargo holds until its moment, of whatever zone it is said in', () => {
  const stage = facet('press', { embargo_until: '2026-12-01T09:00:00+02:00' });
  expect(embargoOf({ stage }, '2026-12-01T06:59:00.000Z')).toBe('2026-12-01T07:00:00.000Z');
  expect(embargoOf({ stage }, '2026-12-01T07:00:00.000Z')).toBeNull();
});
