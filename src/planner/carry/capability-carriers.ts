/** Carries what is said of capabilities over to its tools; what only a person's press decides is shown with its buttons. */
import { describeUnable } from '../phrases.ts';
import { type Carry, one } from './carry.ts';

const tools = [
  'submit_idea',
  'triage_idea',
  'show_capability',
  'show_context',
  'show_dashboard',
  'show_cogs',
  'advance_capability',
  'submit_capability',
  'edit_capability',
  'draft_spec',
  'raise_hotfix',
  'push_capability',
];

/** Deeds of a person in person: the card has the buttons, and the note says so. */
const ofPersons = ['decide_gate', 'cancel_capability', 'waive_dependency', 'report_delivery'];

export const capabilityCarriers: Record<string, Carry> = {
  ...Object.fromEntries(tools.map((tool): [string, Carry] => [tool, (args) => one(tool, args)])),
  ...Object.fromEntries(
    ofPersons.map((tool): [string, Carry] => [
      tool,
      ({ capability }) => ({ calls: one('show_capability', { capability }), note: describeUnable(tool) }),
    ]),
  ),
};
