/** Shows what leadership looks at: the dashboard, the board of stages, the digest, or who has room. */
import * as z from 'zod';
import {
  drawActsCard,
  drawCapacityCard,
  drawDashboardCard,
  drawPipelineDigestCard,
  drawStagesCard,
} from '../src/cards/leadership-cards.ts';
import { drawStagesSvg } from '../src/cards/stages-picture.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { toSnakeCase } from '../src/catalog/wire.ts';
import { Act, CapacityRow, Dashboard, Digest } from '../src/domain/capability-view.ts';

const Output = z.discriminatedUnion('of', [
  z.object({ of: z.literal('dashboard'), dashboard: Dashboard }),
  z.object({ of: z.literal('stages'), dashboard: Dashboard }),
  z.object({ of: z.literal('digest'), digest: Digest }),
  z.object({ of: z.literal('mine'), act: z.array(Act) }),
  z.object({ of: z.literal('capacity'), capacity: z.array(CapacityRow) }),
]);

export default defineTool({
  description:
    'Show where all capabilities stand: dashboard, board of stages, weekly digest, where the person asking must act, or who has room. Reads only.',
  effect: 'read',
  access: 'anyone',
  input: z.object({
    of: z
      .enum(['dashboard', 'mine', 'stages', 'digest', 'capacity'])
      .optional()
      .describe('dashboard when absent; mine: where the asker must act'),
    since: z.iso.date().optional().describe('For the digest; a week ago when absent'),
  }),
  output: Output,
  async run({ of = 'dashboard', since }, { services: { factory }, caller }): Promise<z.infer<typeof Output>> {
    if (of === 'mine') return { of, act: await factory.acts(caller) };
    if (of === 'capacity') return { of, capacity: await factory.capacity(caller) };
    if (of === 'digest')
      return { of, digest: await factory.digest(caller, since && `${since}T00:00:00.000Z`) };
    return { of, dashboard: await factory.dashboard(caller) };
  },
  show: (shown) => {
    if (shown.of === 'mine') return { card: drawActsCard(shown.act) };
    if (shown.of === 'capacity') return { card: drawCapacityCard(shown.capacity) };
    if (shown.of === 'digest') return { card: drawPipelineDigestCard(shown.digest) };
    if (shown.of === 'dashboard') return { card: drawDashboardCard(shown.dashboard) };
    const text = drawStagesSvg(shown.dashboard);
    return {
      card: drawStagesCard(shown.dashboard),
      file: { name: 'stages.svg', mediaType: 'image/svg+xml', text },
    };
  },
  wire: (shown) => {
    if (shown.of === 'mine') return { act: shown.act };
    if (shown.of === 'capacity') return { capacity: toSnakeCase(shown.capacity) };
    return toSnakeCase(shown.of === 'digest' ? shown.digest : shown.dashboard);
  },
  brief: (shown) => {
    if (shown.of === 'mine') return { act: shown.act.slice(0, 20) };
    if (shown.of === 'capacity') return { capacity: shown.capacity.slice(0, 40) };
    const { rows, act, estimate } = shown.of === 'digest' ? shown.digest.dashboard : shown.dashboard;
    const lines = rows
      .slice(0, 40)
      .map(({ key, title, stage, status, blocker }) => ({ key, title, stage, status, blocker }));
    return { capabilities: rows.length, lines, act: act.slice(0, 20), estimate };
  },
  command: { verb: 'dashboard', usage: '', input: () => ({ of: 'dashboard' as const }) },
  otherCommands: [
    {
      verb: 'stages',
      usage: '',
      does: 'Where every capability stands, with a picture',
      input: () => ({ of: 'stages' as const }),
    },
    {
      verb: 'digest',
      usage: '[since day]',
      does: 'The week of capabilities: shipped, moved, sent back, and where you must act',
      input: ([since]) => ({ of: 'digest' as const, ...(since ? { since } : {}) }),
    },
    {
      verb: 'act',
      usage: '',
      does: 'Where you must act: gates that wait for your word, your tickets, what is stuck',
      input: () => ({ of: 'mine' as const }),
    },
    {
      verb: 'capacity',
      usage: '',
      does: 'Who has how much per audience, and who has room',
      input: () => ({ of: 'capacity' as const }),
    },
  ],
});
