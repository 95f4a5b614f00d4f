/** Everything whoever works on a capability has to know, on one card (S1-39). */
import type { ContextBundle } from '../domain/capability-view.ts';
import { sayMoney } from '../domain/cogs.ts';
import { sayDuration } from '../domain/duration.ts';
import { nameStage } from '../domain/stage.ts';
import { sayMissing } from './capability-card.ts';
import type { Card, CardBlock } from './card.ts';
import { enumerate } from './phrases.ts';
import { ticketItems } from './tickets-card.ts';

export function drawContextCard({
  view,
  inStageMs,
  criteria,
  codebase,
  channel,
  meetings,
  releaseNotes,
}: ContextBundle): Card {
  const { capability, documents, estimate, blockedBy, blocking, decisions, missing, tickets } = view;
  const open = tickets.filter(({ ticket }) => !/^(?:done|cancelled)$/.test(ticket.work.status));
  const said = decisions.map(
    ({ gate, decision, byName, docVersion }) =>
      `${nameStage(gate)} ${decision} by ${byName}${docVersion ? ` (v${docVersion})` : ''}`,
  );
  const items = [
    { label: 'Stage', value: `${nameStage(capability.stage)}, for ${sayDuration(Math.max(1, inStageMs))}` },
    {
      label: 'Documents',
      value:
        documents
          .map(
            ({ kind, version, path, approvedBy }) =>
              `${kind} v${version} ${path}${approvedBy ? `, approved by ${approvedBy}` : ''}`,
          )
          .join('; ') || 'none yet',
    },
    { label: 'Approvals', value: said.join('; ') || 'none yet' },
    { label: 'COGS', value: sayMoney(estimate) },
    { label: 'Blocked by', value: blockedBy.map(({ key }) => key).join(', ') || 'nothing' },
    { label: 'Blocking', value: blocking.map(({ key }) => key).join(', ') || 'nothing' },
    { label: 'Channel', value: channel },
    ...(missing.length > 0 ? [{ label: 'Missing', value: enumerate(missing.map(sayMissing)) }] : []),
  ];
  return {
    title: `Context of ${capability.key}: ${capability.title}`,
    tone: 'neutral',
    blocks: [
      { kind: 'fields', items },
      ...listed('Acceptance criteria', criteria),
      ...listed('Meetings', meetings),
      ...(codebase ? [{ kind: 'quote' as const, text: codebase, source: 'Codebase' }] : []),
      ...(open.length > 0 ? [{ kind: 'list' as const, items: ticketItems(open) }] : []),
      ...(releaseNotes ? [{ kind: 'code' as const, text: releaseNotes, language: 'markdown' }] : []),
    ],
    choices: [],
    summary: `${capability.key} is at ${nameStage(capability.stage)}.`,
  };
}

function listed(title: string, lines: readonly string[]): CardBlock[] {
  if (lines.length === 0) return [];
  return [
    { kind: 'text', text: [{ kind: 'text', text: title, bold: true }] },
    { kind: 'list', items: lines.map((line) => ({ mark: 'none' as const, title: line })) },
  ];
}
