/** Shows one gate of a capability: who may press, what is decided about, and what was decided. */
import * as z from 'zod';
import { drawGateCard } from '../src/cards/gate-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { briefCapability, nameCapability, wireCapability } from '../src/catalog/show-capability.ts';
import { CapabilityView } from '../src/domain/capability-view.ts';
import { DocketError } from '../src/domain/errors.ts';
import { StageId } from '../src/domain/stage.ts';

export default defineTool({
  description:
    'Show the gate a capability is at, or an earlier visit of one: who may decide, about which version, and what was decided. Reads only.',
  effect: 'read',
  // Models read the same from show_capability.
  access: 'person',
  input: z.object({
    capability: z.string().optional().describe('PROJ-1; absent: this thread’s'),
    stage: StageId.optional().describe('Absent means the gate it is at'),
    visit: z.int().min(1).optional(),
  }),
  output: z.object({ view: CapabilityView, stage: StageId, visit: z.int() }),
  async run({ capability, ...wish }, context) {
    const { services, caller } = context;
    const view = await services.factory.view(caller, await nameCapability(context, capability));
    const stage = wish.stage ?? view.gate?.stage;
    if (!stage) throw noGate(view.capability.key);
    return { view, stage, visit: wish.visit ?? view.capability.visits[stage] ?? 1 };
  },
  show: ({ view, stage, visit }) => {
    const { id } = view.capability;
    return {
      card: drawGateCard(view, { stage, visit }),
      living: {
        key: `gate:${id}:${stage}:${visit}`,
        ...{ tool: 'show_gate', input: { capability: id, stage, visit }, subjects: [id] },
      },
    };
  },
  wire: ({ view, stage, visit }) => ({ ...wireCapability(view), shown_gate: { stage, visit } }),
  brief: ({ view }) => briefCapability(view),
  focus: ({ view }) => ({ capabilityId: view.capability.id }),
});

function noGate(key: string): DocketError {
  return new DocketError('NOT_FOUND', {
    message: `${key} is at no gate now.`,
    remedy: `See where it stands: /docket capability ${key}`,
  });
}
