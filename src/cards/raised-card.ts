/** A ticket raised from a template, with who does what, and a plan of several (S2-20, S2-30, S2-48). */
import { agentTitle } from '../domain/agent-role.ts';
import { coordinationOf } from '../domain/coordination.ts';
import { type PmTemplate, planOf } from '../domain/pm-template.ts';
import type { NamedMember } from '../domain/preferences.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import { formatAction } from './action-token.ts';
import type { Card, CardBlock, Choice, ListItem } from './card.ts';
import { capitalize, count, enumerate, muted, sayName } from './phrases.ts';
import { sayPriority } from './ticket-facts.ts';
import { ticketItems } from './tickets-card.ts';

export function drawRaisedCard(
  { ticket }: TicketView,
  template: PmTemplate,
  { missing, started, onCall }: { missing: readonly string[]; started: boolean; onCall: NamedMember | null },
): Card {
  const { orchestration, metadata } = coordinationOf(ticket);
  const votes = template.type === 'feature' ? `${metadata.user_votes} votes` : null;
  const affected = typeof metadata.affected_users === 'number' ? `${metadata.affected_users} affected` : null;
  const sla = orchestration?.sla ? `due within ${orchestration.sla}` : null;
  const facts = [sayPriority(ticket), votes, affected, sla].filter((one) => one !== null);
  return {
    title: `${ticket.key}: ${ticket.title}`,
    tone: template.alert_all ? 'warning' : 'success',
    blocks: [
      ...(template.alert_all && onCall ? [callOut(onCall)] : []),
      { kind: 'text', text: facts.join(' · ') },
      ...planBlocks(template, missing),
    ],
    choices: started ? [] : startChoice(ticket.key, template),
    summary: `${ticket.key} was created: ${ticket.title}. ${capitalize(facts.join(', '))}.`,
  };
}

/** The only word of an incident that notifies anybody. */
function callOut({ id, name }: NamedMember): CardBlock {
  const mention = { kind: 'mention' as const, memberId: id, name, notify: true };
  return { kind: 'text', text: [mention, { kind: 'text', text: ', you are on call: please look.' }] };
}

/** Who does what, and what would make the ticket clearer (S2-18, S2-20). */
export function planBlocks(template: PmTemplate, missing: readonly string[]): CardBlock[] {
  if (missing.length === 0) return drawPlan(template);
  const hint = muted(`Say also ${enumerate(missing)}, and I add it.`);
  return [...drawPlan(template), { kind: 'text', text: hint }];
}

/** Agents begin on a press, unless they have begun. */
export function startChoice(key: string, { run, name }: PmTemplate): Choice[] {
  if (run === null || key.length > 16) return [];
  const action = formatAction('run_flow', run, key);
  return [{ label: `Start the ${name.toLowerCase()} workflow`, action, style: 'primary' }];
}

function drawPlan(template: PmTemplate): CardBlock[] {
  const plan = planOf(template);
  if (plan.length === 0) return [];
  const items: ListItem[] = plan.map(({ step, agent }, at) => {
    const alert = template.alerts[agent];
    return {
      mark: 'pending',
      number: at + 1,
      title: `${agentTitle(agent)}: ${sayName(step)}`,
      ...(template.alert_all && alert ? { meta: [alert] } : {}),
    };
  });
  return [{ kind: 'list', items }];
}

const beginsPhase = 'Starting phase 1 now; each phase begins when the one before it has ended.';
const beginsParts = 'What waits for nothing starts now, the others when what they wait for is done.';

export function drawPlannedCard(
  { ticket }: TicketView,
  parts: readonly TicketView[],
  phases: readonly string[],
): Card {
  const summary = `${ticket.key} was created with ${count(parts.length, 'ticket')}.`;
  const said = phases.map((name, at) => `Phase ${at + 1}: ${name}`).join(' · ');
  return {
    title: `${ticket.key}: ${ticket.title}`,
    tone: 'success',
    blocks: [
      ...(said ? [{ kind: 'text' as const, text: said }] : []),
      { kind: 'text', text: muted(phases.length > 0 ? beginsPhase : beginsParts) },
      { kind: 'list', items: ticketItems(parts) },
    ],
    choices: [],
    summary,
  };
}

export function drawTemplatesCard(templates: readonly PmTemplate[]): Card {
  const items = templates.map((template): ListItem => {
    const sla = template.sla ? [`within ${template.sla}`] : [];
    const plan = template.workflow ? [template.workflow] : [];
    return { mark: 'none', title: template.name, meta: [template.id, ...plan, ...sla] };
  });
  return {
    title: count(templates.length, 'template'),
    tone: 'neutral',
    blocks: [{ kind: 'list', items }],
    choices: [],
    summary: `Tickets can be raised from ${count(templates.length, 'template')}.`,
  };
}
