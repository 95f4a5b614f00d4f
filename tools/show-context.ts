/** Shows everything whoever works on a capability has to know. */
import * as z from 'zod';
import { drawContextCard } from '../src/cards/context-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { briefCapability, nameCapability, wireCapability } from '../src/catalog/show-capability.ts';
import { ContextBundle } from '../src/domain/capability-view.ts';

export default defineTool({
  description:
    'Show all one has to know to work on a capability: documents, approvals, criteria, code base, release notes. Reads only.',
  effect: 'read',
  access: 'anyone',
  input: z.object({
    capability: z.string().optional().describe('PROJ-1; absent: this thread’s'),
  }),
  output: ContextBundle,
  async run({ capability }, context) {
    const { services, caller } = context;
    return services.factory.context(caller, await nameCapability(context, capability));
  },
  show: (bundle) => ({ card: drawContextCard(bundle) }),
  wire: ({ view, inStageMs, criteria, codebase, channel, meetings, releaseNotes, history }) => ({
    ...wireCapability(view),
    time_in_stage_ms: inStageMs,
    acceptance_criteria: criteria,
    codebase_context: codebase,
    channel,
    meeting_summaries: meetings,
    release_notes: releaseNotes,
    history: history.map(({ type, actor, occurredAt, payload }) => ({
      type,
      actor: actor.name,
      occurred_at: occurredAt,
      payload,
    })),
  }),
  brief: ({ view, criteria, codebase, releaseNotes }) => ({
    ...briefCapability(view),
    acceptance_criteria: criteria,
    codebase,
    release_notes: releaseNotes,
  }),
  press: [{ verb: 'cap_context', input: ({ ref }) => ({ capability: ref }), answer: 'aside' }],
  command: {
    verb: 'context',
    usage: '[key]',
    input: ([capability]) => (capability ? { capability } : {}),
  },
});
