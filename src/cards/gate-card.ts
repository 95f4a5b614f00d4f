/** A gate: who it waits for, what is decided about and what that costs, and the forms in which people say yes or no (S1-25, S1-56). */
import type { CapabilityView, GateView } from '../domain/capability-view.ts';
import { sayMoney } from '../domain/cogs.ts';
import { nameStage, StageId } from '../domain/stage.ts';
import { formatAction } from './action-token.ts';
import type { Card, CardBlock, Choice, FormField } from './card.ts';
import { capitalize, count, enumerate } from './phrases.ts';

export function gateBlocks({ gate }: CapabilityView): CardBlock[] {
  if (!gate) return [];
  const items = gate.seats.map((seat) => {
    const names = [...seat.roles.map((role) => role.replaceAll('_', ' ')), ...seat.people];
    const given = gate.decisions.find(({ role }) => seat.taken && seat.roles.includes(role));
    const text = given ? `${given.role.replaceAll('_', ' ')}: ${given.byName} approved` : names.join(' or ');
    return { mark: seat.taken ? ('done' as const) : ('question' as const), text };
  });
  const checks = gate.checklist.map((text) => ({ mark: 'none' as const, title: text }));
  return [
    {
      kind: 'checklist',
      items,
      done: gate.seats.filter(({ taken }) => taken).length,
      total: gate.seats.length,
    },
    ...(checks.length > 0 ? [{ kind: 'list' as const, items: checks }] : []),
  ];
}

/** Who may press, by name, so that nobody has to guess whose turn it is. */
export function sayDeciders({ deciders, seats }: GateView): string {
  if (seats.every(({ taken }) => taken)) return 'Nobody: it is decided.';
  if (deciders.length > 0) return enumerate(deciders.map(({ name }) => name));
  return 'Nobody has the role yet. Give it: docket member add --user NAME --role …, or name approvers: /docket product.';
}

/** The message that says a gate waits, and later what was decided there. */
export function drawGateCard(view: CapabilityView, at: { stage: StageId; visit: number }): Card {
  const { capability, gate } = view;
  const name = `${nameStage(at.stage)} of ${capability.key}`;
  const open = press('Open', capability.id);
  const isOpen = gate !== null && gate.stage === at.stage && gate.visit === at.visit;
  if (!isOpen || gate.seats.every(({ taken }) => taken)) return drawDecided(view, at, name);
  return {
    title: `${name}: ${capability.title}`,
    tone: 'warning',
    blocks: [
      { kind: 'text', text: sayAbout(view) },
      ...gateBlocks(view),
      { kind: 'fields', items: [{ label: 'May press', value: sayDeciders(gate) }] },
    ],
    choices: [...gateChoices(view), open],
    summary: `${name} waits for ${sayDeciders(gate)}.`,
  };
}

function drawDecided(
  { capability, decisions }: CapabilityView,
  at: { stage: StageId; visit: number },
  name: string,
): Card {
  const own = decisions.filter(({ gate, visit }) => gate === at.stage && visit === at.visit);
  const no = own.find(({ decision }) => decision === 'rejected');
  const items = own.map(({ byName, role, decision, docVersion, reason }) => ({
    mark: decision === 'approved' ? ('done' as const) : ('failed' as const),
    title: `${byName} ${decision}${docVersion === null ? '' : ` version ${docVersion}`}`,
    meta: [role.replaceAll('_', ' '), ...(reason ? [reason] : [])],
  }));
  const became = no ? 'rejected' : own.length > 0 ? 'approved' : 'no longer open';
  return {
    title: `${name}: ${became}`,
    tone: no ? 'danger' : own.length > 0 ? 'success' : 'neutral',
    blocks: items.length > 0 ? [{ kind: 'list', items }] : [],
    choices: [press('Open', capability.id)],
    summary: `${name} is ${became}.`,
  };
}

function press(label: string, id: string): Choice {
  return { label, action: formatAction('cap_show', id) };
}

export function gateChoices({ gate, capability }: CapabilityView): Choice[] {
  if (!gate || gate.seats.every(({ taken }) => taken)) return [];
  return [
    { label: 'Approve', action: tokenOf('gate_yes', capability, gate), style: 'primary' },
    { label: 'Reject', action: tokenOf('gate_no', capability, gate), style: 'danger' },
  ];
}

/** Carries the stage by its place in the list, and the capability as it was shown. */
function tokenOf(verb: string, { id, version }: CapabilityView['capability'], { stage }: GateView): string {
  return formatAction(verb, id, String(StageId.options.indexOf(stage)), version);
}

/** What is approved, before it is: the version of the document, and what it costs. */
export function drawApproveForm(view: CapabilityView): Card {
  const note: FormField = {
    ...{ name: 'reason', label: 'A note', required: false, input: 'text', lines: 'many', max: 1000 },
    help: 'Kept with the decision.',
  };
  return drawForm(view, { verb: 'gate_yes', label: 'Approve', style: 'primary', fields: [note] });
}

export function drawRejectForm(view: CapabilityView): Card {
  const reason: FormField = {
    ...{ name: 'reason', label: 'Why not?', required: true, input: 'text', lines: 'many', max: 1000 },
    help: 'Who takes it up again reads this.',
  };
  const options = (view.gate?.findings ?? []).map((value) => ({ value, label: capitalize(value) }));
  const finding: FormField = {
    ...{ name: 'finding', label: 'What is it about?', required: false, input: 'select', options },
    help: 'It decides how far back it goes.',
  };
  const fields = options.length > 0 ? [reason, finding] : [reason];
  return drawForm(view, { verb: 'gate_no', label: 'Reject', style: 'danger', fields });
}

type Form = { verb: string; label: string; style: 'primary' | 'danger'; fields: FormField[] };

function drawForm(view: CapabilityView, { verb, label, style, fields }: Form): Card {
  const { capability, gate } = view;
  const title = `${nameStage(capability.stage)} of ${capability.key}`;
  const submit = {
    label,
    action: gate ? tokenOf(verb, capability, gate) : formatAction(verb, capability.id),
    style,
  };
  return {
    title,
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: sayAbout(view) },
      { kind: 'form', fields, submit },
    ],
    choices: [],
    summary: `${title}: ${sayAbout(view)}`,
  };
}

/** `Spec v2 (product-specs/PROJ-1.md). Estimated COGS: 120 USD a month.` */
export function sayAbout({ gate, estimate, capability, tickets }: CapabilityView): string {
  const document = gate?.document;
  const what = document
    ? `${capitalize(document.kind.replaceAll('_', ' '))} v${document.version} (${document.path})`
    : capability.title;
  const review = gate?.costReview ? ' That is above the threshold, so a cost reviewer has to agree too.' : '';
  const out = tickets.filter(({ refs }) => refs.length > 0).length;
  const issues = out > 0 ? ` The decision is also said in ${count(out, 'pushed issue')}.` : '';
  return `${what}. Estimated COGS: ${sayMoney(estimate)}.${review}${issues}`;
}

/** Which dependency need not be waited for, and why. */
export function drawWaiveForm({ capability, blockedBy }: CapabilityView): Card {
  const title = `Waive a dependency of ${capability.key}`;
  const options = blockedBy
    .filter(({ waived }) => waived === null)
    .map(({ key, title: name }) => ({ value: key, label: `${key}: ${name}` }));
  return {
    title,
    tone: 'warning',
    blocks: [
      {
        kind: 'form',
        fields: [
          { name: 'depends_on', label: 'Which one?', required: true, input: 'select', options },
          { name: 'reason', label: 'Why?', required: true, input: 'text', lines: 'many', max: 1000 },
        ],
        submit: { label: 'Waive', action: formatAction('cap_waive', capability.id), style: 'danger' },
      },
    ],
    choices: [],
    summary: `${title}.`,
  };
}
