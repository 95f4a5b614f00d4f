/** A capability: where it stands, what it waits for, what it costs, and what can be done next (S1-39, S1-56). */
import type { CapabilityView } from '../domain/capability-view.ts';
import { sayMoney } from '../domain/cogs.ts';
import { nameStage } from '../domain/stage.ts';
import { formatAction } from './action-token.ts';
import type { Card, CardBlock, Choice, Tone } from './card.ts';
import { gateBlocks, gateChoices } from './gate-card.ts';
import { count, enumerate, muted } from './phrases.ts';
import { ticketItems } from './tickets-card.ts';

export function drawCapabilityCard(view: CapabilityView): Card {
  const { capability, tickets, missing } = view;
  const { key, title, stage } = capability;
  const here = tickets.filter(
    ({ ticket }) => ticket.stage?.stage === stage && isOfVisit(view, ticket.stage.visit),
  );
  const done = tickets.filter(({ ticket }) => ticket.work.status === 'done').length;
  return {
    title: `${key}: ${title}`,
    tone: toneOf(view),
    blocks: [
      ...(view.notice ? [{ kind: 'text' as const, text: view.notice }] : []),
      { kind: 'text', text: drawRail(view) },
      { kind: 'fields', items: fieldsOf(view, done) },
      ...gateBlocks(view),
      ...(here.length > 0 ? [{ kind: 'list' as const, items: ticketItems(here) }] : []),
      ...(missing.length > 0
        ? [
            {
              kind: 'text' as const,
              text: muted(`Before ${nameStage(view.next ?? stage)}: ${enumerate(missing.map(sayMissing))}.`),
            },
          ]
        : []),
    ],
    choices: choicesOf(view),
    summary: `${key} is at ${nameStage(stage)}${missing.length > 0 ? ` and waits for ${enumerate(missing.slice(0, 3).map(sayMissing))}` : ''}.`,
  };
}

function isOfVisit({ capability }: CapabilityView, visit: number): boolean {
  return visit === (capability.visits[capability.stage as keyof typeof capability.visits] ?? 1);
}

function toneOf({ capability, overdue, gate }: CapabilityView): Tone {
  if (capability.status === 'shipped') return 'success';
  if (capability.status === 'cancelled') return 'neutral';
  if (overdue || capability.status === 'blocked') return 'danger';
  return capability.status === 'rework' || gate ? 'warning' : 'info';
}

/** `✓ Triage › ✓ Spec › ● Spec approval › Architecture`. */
function drawRail({ stages, capability }: CapabilityView): string {
  const at = stages.findIndex(({ id }) => id === capability.stage);
  const over = capability.status === 'shipped' ? stages.length : at;
  const rail = stages.map(({ id, visits }, index) => {
    const again = visits > 1 ? ` ×${visits}` : '';
    if (index < over) return `✓ ${nameStage(id)}${again}`;
    return index === at && at === over ? `● ${nameStage(id)}${again}` : nameStage(id);
  });
  return capability.status === 'cancelled' ? 'Cancelled' : rail.join(' › ');
}

function fieldsOf(view: CapabilityView, done: number): { label: string; value: string }[] {
  const { capability, blockedBy, blocking, documents, estimate, actual, tickets, reentries } = view;
  const names = (some: CapabilityView['blockedBy']) =>
    some.map(({ key, stage, waived }) => `${key} (${waived ? 'waived' : nameStage(stage)})`).join(', ');
  const latest = ['spec', 'architecture', 'capability_yaml'].flatMap(
    (kind) => documents.findLast((one) => one.kind === kind) ?? [],
  );
  const said = latest.map(
    ({ kind, version, approvedAt }) => `${kind.replaceAll('_', ' ')} v${version}${approvedAt ? ' ✓' : ''}`,
  );
  return [
    { label: 'Status', value: sayStatus(view) },
    { label: 'Owner', value: capability.ownerName ?? 'nobody' },
    {
      label: 'COGS',
      value: `${sayMoney(estimate)}${actual.length > 0 ? `; so far ${sayMoney(actual)}` : ''}`,
    },
    { label: 'Tickets', value: `${done} of ${tickets.length} done` },
    ...(said.length > 0 ? [{ label: 'Documents', value: said.join(', ') }] : []),
    ...(blockedBy.length > 0 ? [{ label: 'Blocked by', value: names(blockedBy) }] : []),
    ...(blocking.length > 0 ? [{ label: 'Blocking', value: names(blocking) }] : []),
    ...(reentries > 0
      ? [{ label: 'Rework', value: `came back ${reentries === 1 ? 'once' : `${reentries} times`}` }]
      : []),
    ...(capability.context ? [{ label: 'Context', value: capability.context }] : []),
    { label: 'Channel', value: capability.channel },
  ];
}

function sayStatus({ capability, overdue, dueAt }: CapabilityView): string {
  const day = dueAt.slice(0, 10);
  const time = capability.status === 'shipped' ? '' : overdue ? `, overdue since ${day}` : `, due by ${day}`;
  return `${capability.status}${time}`;
}

/** A guard's word as people say it. */
export function sayMissing(missing: string): string {
  const [kind = '', name = ''] = missing.split(':');
  if (kind === 'ticket') return `${name} done`;
  if (kind === 'gate') return 'the decision';
  if (kind === 'doc') return `the ${name.replaceAll('_', ' ')}`;
  if (kind === 'approved') return `approval of the ${name.replaceAll('_', ' ')}`;
  if (kind === 'depends_on') return `${name} shipped or waived`;
  if (kind === 'ci') return 'a green build';
  return kind === 'deployed' ? `deployment to ${name}` : missing;
}

function choicesOf(view: CapabilityView): Choice[] {
  const { capability, gate, missing, blockedBy } = view;
  const { id, stage, status } = capability;
  if (status === 'shipped' || status === 'cancelled') return [];
  const press = (label: string, verb: string, style?: Choice['style']): Choice => ({
    ...{ label, action: formatAction(verb, id) },
    ...(style ? { style } : {}),
  });
  const waits = blockedBy.some(({ stage: at, waived }) => at !== 'shipped' && waived === null);
  return [
    ...gateChoices(view),
    ...(stage === 'spec' ? [press('Answer questions', 'cap_ask', 'primary')] : []),
    ...(stage === 'spec' || stage === 'architecture' ? [press('Submit', 'cap_submit')] : []),
    ...(!gate && missing.length === 0 ? [press('Advance', 'cap_go', 'primary')] : []),
    ...(waits ? [press('Waive…', 'cap_waive')] : []),
    press('Context', 'cap_context'),
    press('Push…', 'cap_push'),
  ];
}

/** Several of them as one line each. */
export function drawCapabilityLines(
  rows: readonly { key: string; title: string; stage: string }[],
): CardBlock {
  return {
    kind: 'list',
    items: rows.map(({ key, title, stage }) => ({ mark: 'none', title: `${key}: ${title}`, meta: [stage] })),
  };
}

/** `2 capabilities: PROJ-1, PROJ-2`. */
export function sayCapabilities(rows: readonly { key: string }[]): string {
  return `${count(rows.length, 'capability', 'capabilities')}: ${enumerate(rows.map(({ key }) => key))}`;
}
