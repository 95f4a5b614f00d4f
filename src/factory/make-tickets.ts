/** The tickets of one visit of a stage, each made once from its template, or taken over from the visit before (U-103). */
import { readAudienceFields } from '../domain/audience-fields.ts';
import { type CapabilityItem, itemsOf } from '../domain/capability-spec.ts';
import type { Cogs, Money } from '../domain/cogs.ts';
import { newCoordination } from '../domain/coordination.ts';
import { newExecution } from '../domain/execution.ts';
import { isFinished } from '../domain/lifecycle.ts';
import type { Stage, StageTemplate } from '../domain/pipeline.ts';
import { defaultSla, type PmTemplate, slaMs } from '../domain/pm-template.ts';
import type { StageFacet } from '../domain/stage.ts';
import type { OriginFacet, Ticket } from '../domain/ticket.ts';
import type { NewTicket } from '../tickets/create.ts';
import { linkTickets } from '../tickets/link.ts';
import { type Chosen, openAssigning } from './capacity.ts';
import type { Item, Writing } from './desk.ts';
import type { Ground } from './ground.ts';
import { readCapabilitySpec } from './read-spec.ts';
import { latest } from './stage-guards.ts';

/** What a gate sent back: its ticket, who said why. */
export type SentBack = { ticket: Ticket | null; said: string; reason: string };

type Wanted = { template: StageTemplate; item: CapabilityItem | null; key: string };

/** Makes what this visit still lacks. Call it with the capability as it is at the visit. */
export async function makeTickets(
  writing: Writing,
  item: Item,
  { stage, ground, back }: { stage: Stage; ground: Ground; back: SentBack | null },
): Promise<void> {
  const { desk, nouns, scope } = writing;
  const wanted = wantedTickets(item, stage, ground, back);
  const fresh: Wanted[] = [];
  for (const one of wanted) {
    const open = ground.tickets.find(
      (ticket) => isSameWork(ticket, stage, one) && !isFinished(ticket.work.status),
    );
    if (open) await takeOver(writing, open, one.key, item.capability.visits[stage.id]!);
    else fresh.push(one);
  }
  await takeOverGenerated(writing, item, stage, ground);
  const assign = await openAssigning(nouns, item.product);
  const templates = new Map(desk.templates().map((template) => [template.id, template]));
  const drafts: NewTicket[] = [];
  for (const one of fresh) {
    const pm = templates.get(one.template.template) ?? templates.get('capability_stage');
    const chosen = isWork(one.template) ? await assign(one.template.audience) : nobody;
    drafts.push(draftOf(writing, item, { ...one, stage, ground, back, pm, chosen }));
  }
  const made = await desk.addTickets(nouns, scope, drafts);
  if (!back?.ticket) return;
  for (const ticket of made) await linkTickets({ ...desk, nouns, scope }, 'createdFrom', ticket, back.ticket);
}

/** Of tickets generated from a spec (C-24): made from none of the pipeline's entries. */
export const generatedTemplate = 'generated';

/** Those that are still open hold this visit as well. */
async function takeOverGenerated(
  writing: Writing,
  { capability }: Item,
  { id }: Stage,
  { tickets }: Ground,
): Promise<void> {
  const visit = capability.visits[id]!;
  for (const ticket of tickets) {
    const { stage: facet, work } = ticket;
    if (facet?.stage !== id || facet.template !== generatedTemplate || isFinished(work.status)) continue;
    const name = facet.key.split(':').slice(1).join(':');
    await takeOver(writing, ticket, `${id}#${visit}:${name}`, visit);
  }
}

const nobody: Chosen = { assigneeId: null, overCapacity: false };

function isWork({ role }: StageTemplate): boolean {
  return role !== 'approve' && role !== 'signoff';
}

function wantedTickets({ capability }: Item, stage: Stage, ground: Ground, back: SentBack | null): Wanted[] {
  const visit = capability.visits[stage.id]!;
  return stage.tickets
    .filter(({ when }) => (when === 'first' ? visit === 1 : when === 'always' || back !== null))
    .flatMap((template): Wanted[] => {
      const base = `${stage.id}#${visit}:${template.id}:${template.audience}`;
      if (template.from === undefined) return [{ template, item: null, key: base }];
      // What is done stays done: of the items, only those without a ticket that is done get one.
      return readItems(ground)
        .map((item) => ({ template, item, key: `${base}:${item.id}` }))
        .filter(
          (one) =>
            !ground.tickets.some((ticket) => isSameWork(ticket, stage, one) && ticket.work.status === 'done'),
        );
    });
}

function readItems(ground: Ground): CapabilityItem[] {
  const yaml = latest(ground, 'capability_yaml');
  return yaml ? itemsOf(readCapabilitySpec(yaml.text)) : [];
}

/** Made from the same entry for the same audience and item, on whatever visit. */
function isSameWork({ stage: facet }: Ticket, stage: Stage, { template, item }: Wanted): boolean {
  if (facet?.stage !== stage.id || facet.template !== template.id) return false;
  const own = facet.key.split(':').slice(1).join(':');
  return own === [template.id, template.audience, ...(item ? [item.id] : [])].join(':');
}

async function takeOver({ desk, nouns, scope }: Writing, ticket: Ticket, key: string, visit: number) {
  await desk.mutate(nouns, scope, ticket.id, (current) => {
    if (!current.stage || current.stage.key === key) return null;
    const next = { ...current, stage: { ...current.stage, key, visit } };
    return { next, events: [{ type: 'TicketDetailsUpdated', payload: { fields: ['stage'], visit } }] };
  });
}

type Drafting = Wanted & {
  stage: Stage;
  ground: Ground;
  back: SentBack | null;
  pm: PmTemplate | undefined;
  chosen: Chosen;
};

function draftOf(writing: Writing, item: Item, of: Drafting): NewTicket {
  const { desk, now } = writing;
  const { template, item: work, stage, ground, back, pm, chosen } = of;
  const { capability } = item;
  const { key } = capability;
  const priority = pm?.priority ?? 3;
  const lasts = slaMs(pm?.sla ?? defaultSla(priority) ?? '');
  // Work that came back is done when what sent it back is mended.
  const mended = template.when === 'rework' && back ? [`Mended: ${back.reason}`] : [];
  const criteria = (work?.criteria ?? mended).map((text) => ({
    text,
    met: null,
    origin: 'document' as const,
  }));
  const labels = [`capability:${key}`, `stage:${stage.id}`, `audience:${template.audience}`];
  const isApproved = ground.documents.some(({ kind, approvedAt }) => kind === 'spec' && approvedAt !== null);
  return {
    id: desk.ids.next(),
    type: work ? work.type : template.type,
    title: fill(template.title, item, work).slice(0, 256),
    description: describe(template, work, back),
    ...{ criteria, labels: [...new Set([...labels, ...(pm?.labels ?? [])])], priority },
    ...{ effort: null, effortRange: null, suggestedAfter: [], parentId: capability.ticketId },
    // Ruling C-23: made from a template of what a person approved, so the gate's decision was its review.
    review: isApproved ? 'reviewed' : null,
    assigneeId: chosen.assigneeId,
    execution: { ...newExecution(), threadId: capability.threadId },
    // A workflow of the stage begins by itself on each ticket of work.
    coordination: {
      ...newCoordination(),
      reporter: capability.ownerName,
      metadata: beginningOf(stage, template),
    },
    planned: lasts === null ? {} : { slaDueAt: new Date(Date.parse(now) + lasts).toISOString() },
    stage: facetOf(writing, item, of),
    origin: fromPipeline,
  };
}

function beginningOf({ workflow }: Stage, { role }: StageTemplate): Record<string, unknown> {
  return workflow !== undefined && role === 'work' ? { begins: true, workflow_id: workflow } : {};
}

const fromPipeline: OriginFacet = {
  ...{ kind: 'pipelineStep', madeBy: 'rules', documentId: null, documentVersion: null },
  ...{ primaryBlockId: null, sourceLines: [], sourceQuote: null, sourceKey: null },
};

function facetOf({ now }: Writing, { capability }: Item, of: Drafting): StageFacet {
  const { template, item, stage, key, chosen, ground } = of;
  return {
    capabilityId: capability.id,
    capability: capability.key,
    stage: stage.id,
    visit: capability.visits[stage.id]!,
    audience: template.audience,
    role: template.role,
    template: template.id,
    key,
    mandatory: template.mandatory,
    fields: carriedFields(ground, template),
    component: item?.component ?? capability.context,
    cogs: item?.cogs ? cogsOf(item.cogs, stage, now) : null,
    gate: null,
    overCapacity: chosen.overCapacity,
  };
}

/** What is published says what was drafted, embargo included: the fields of the audience's latest ticket go along. */
function carriedFields({ tickets }: Ground, { audience, role }: StageTemplate): Record<string, unknown> {
  if (role !== 'publish') return {};
  const draft = tickets.findLast(
    ({ stage, work }) =>
      stage?.audience === audience && work.status !== 'cancelled' && Object.keys(stage.fields).length > 0,
  );
  return draft?.stage ? readAudienceFields(audience, draft.stage.fields) : {};
}

function cogsOf(estimate: Money, { id }: Stage, updatedAt: string): Cogs {
  return { estimate, actual: null, components: [], sourceStage: id, updatedBy: 'capability.yaml', updatedAt };
}

function fill(text: string, { capability }: Item, work: CapabilityItem | null): string {
  return text
    .replaceAll('{{capability.title}}', capability.title)
    .replaceAll('{{capability.key}}', capability.key)
    .replaceAll('{{item.title}}', work?.title ?? '');
}

function describe(
  { description }: StageTemplate,
  work: CapabilityItem | null,
  back: SentBack | null,
): string {
  const said = work?.description ?? description;
  return back ? `${said}\n\n${back.said}`.trim() : said;
}
