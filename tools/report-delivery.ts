/** Takes in that work was merged, tested or deployed. */
import * as z from 'zod';
import { defineTool } from '../src/catalog/define-tool.ts';
import {
  briefCapability,
  nameCapability,
  showCapability,
  wireCapability,
} from '../src/catalog/show-capability.ts';
import { CapabilityView } from '../src/domain/capability-view.ts';

export default defineTool({
  description: 'For repositories and build servers: work was merged, built or deployed. Refused to models.',
  effect: 'write',
  access: 'anyone',
  undoable: false,
  input: z.object({
    capability: z.string().optional().describe('PROJ-1; absent: this thread’s'),
    kind: z.enum(['merged', 'ci', 'deployed']),
    status: z.enum(['success', 'failure']).optional().describe('Of ci'),
    environment: z.string().trim().max(40).optional().describe('staging or production'),
    tickets: z.array(z.string()).max(50).optional().describe('Of merged: whose work it was'),
    detail: z.string().max(500).optional(),
  }),
  output: z.object({ view: CapabilityView }),
  async run({ capability, ...heard }, context) {
    const { services, caller } = context;
    const name = await nameCapability(context, capability);
    return { view: await services.factory.deliver(caller, name, deliveryOf(heard)) };
  },
  show: ({ view }) => showCapability(view),
  wire: ({ view }) => wireCapability(view),
  brief: ({ view }) => briefCapability(view),
  command: {
    verb: 'delivered',
    usage: '<key> merged [ticket…] | ci success|failure [environment] | <environment>',
    input: ([capability = '', kind = '', ...words]) => ({
      capability,
      ...readHeard(kind.toLowerCase(), words),
    }),
  },
});

type Heard = {
  kind: 'merged' | 'ci' | 'deployed';
  status?: 'success' | 'failure';
  environment?: string;
  tickets?: string[];
};

function readHeard(kind: string, words: string[]): Heard {
  if (kind === 'merged') return { kind, tickets: words };
  const [status = 'success', environment] = words;
  if (kind !== 'ci') return { kind: 'deployed', environment: kind };
  return {
    kind,
    status: status.startsWith('f') ? 'failure' : 'success',
    ...(environment ? { environment } : {}),
  };
}

function deliveryOf({
  kind,
  tickets = [],
  status = 'success',
  environment,
  detail,
}: Heard & { detail?: string }) {
  if (kind === 'merged') return { kind, tickets };
  return kind === 'ci'
    ? { kind, status, environment, detail }
    : { kind, environment: environment ?? 'production' };
}
