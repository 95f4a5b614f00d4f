/** A person’s word at a gate: approved, or sent back with the reason. */
import * as z from 'zod';
import { drawApproveForm, drawRejectForm } from '../src/cards/gate-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import {
  briefCapability,
  focusCapability,
  nameCapability,
  showCapability,
  wireCapability,
} from '../src/catalog/show-capability.ts';
import { CapabilityView } from '../src/domain/capability-view.ts';
import { DocketError } from '../src/domain/errors.ts';
import { Finding, StageId } from '../src/domain/stage.ts';

export default defineTool({
  description:
    'Approve or reject at the gate a capability is at, as a person who holds a role of that gate. A rejection needs a reason and sends it back.',
  effect: 'write',
  access: 'person',
  undoable: false,
  input: z.object({
    capability: z.string().optional().describe('PROJ-1; absent: this thread’s'),
    gate: StageId.optional().describe('Absent means the one it is at'),
    approve: z.boolean(),
    reason: z.string().trim().max(2000).optional(),
    finding: Finding.optional(),
    doc_version: z.int().min(1).optional().describe('The version that was read; another one is refused'),
    seen: z.int().optional(),
  }),
  output: z.object({ view: CapabilityView }),
  async run({ capability, doc_version: docVersion, ...word }, context) {
    const { services, caller } = context;
    const name = await nameCapability(context, capability);
    const view = await services.factory.decide(caller, name, { ...word, docVersion });
    return { view };
  },
  show: ({ view }) => showCapability(view),
  wire: ({ view }) => wireCapability(view),
  brief: ({ view }) => briefCapability(view),
  focus: ({ view }) => focusCapability(view),
  press: [
    {
      verb: 'gate_yes',
      input: ({ ref, item, rev }) => ({ capability: ref, gate: gateOf(item), approve: true, seen: rev }),
      form: async ({ capability = '' }, { services, caller }) =>
        drawApproveForm(await services.factory.view(caller, capability)),
      fill: (input, { reason = '' }) => ({ ...input, ...(reason ? { reason } : {}) }),
    },
    {
      verb: 'gate_no',
      input: ({ ref, item, rev }) => ({ capability: ref, gate: gateOf(item), approve: false, seen: rev }),
      form: async ({ capability = '' }, { services, caller }) =>
        drawRejectForm(await services.factory.view(caller, capability)),
      fill: (input, { reason = '', finding }) => {
        const about = Finding.safeParse(finding);
        return { ...input, reason, ...(about.success ? { finding: about.data } : {}) };
      },
    },
  ],
  command: {
    verb: 'gate',
    usage: 'approve|reject [key] [finding:data|legal|technical|build|uat] [reason]',
    input: readWords,
  },
});

function gateOf(item: string): StageId | undefined {
  return StageId.options[Number(item)];
}

function readWords([word = '', capability, ...words]: string[]) {
  if (!/^(?:approve|reject|yes|no)$/i.test(word)) {
    throw new DocketError('INVALID_INPUT', {
      message: `"${word}" is neither approve nor reject. Nothing was decided.`,
      remedy:
        'Say: /docket gate approve PROJ-1, or: /docket gate reject PROJ-1 finding:legal no consent is asked for',
    });
  }
  const about = words.find((one) => /^finding:/i.test(one));
  const finding = about ? { finding: Finding.parse(about.slice('finding:'.length).toLowerCase()) } : {};
  const reason = words.filter((one) => one !== about).join(' ');
  return {
    ...(capability ? { capability } : {}),
    approve: /^(?:approve|yes)$/i.test(word),
    ...finding,
    ...(reason ? { reason } : {}),
  };
}
