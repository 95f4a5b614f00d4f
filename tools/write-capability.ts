/** Writes the next version of a document of a capability. */
import * as z from 'zod';
import { readAttachedText } from '../src/catalog/attached-text.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import {
  briefCapability,
  focusCapability,
  nameCapability,
  showCapability,
  wireCapability,
} from '../src/catalog/show-capability.ts';
import { DocumentKind } from '../src/domain/capability.ts';
import { CapabilityView } from '../src/domain/capability-view.ts';
import { DocketError } from '../src/domain/errors.ts';

export default defineTool({
  description:
    'Write the next version of a capability’s spec, architecture, or YAML that engineering tickets are made from.',
  effect: 'write',
  access: 'anyone',
  undoable: false,
  input: z.object({
    capability: z.string().optional().describe('PROJ-1; absent: this thread’s'),
    kind: DocumentKind,
    text: z.string().max(200_000).optional().describe('Absent: the attached file'),
    url: z.url().optional(),
    path: z.string().max(300).optional(),
  }),
  output: z.object({ view: CapabilityView }),
  async run({ capability, kind, text, ...rest }, context) {
    const { services, caller } = context;
    const name = await nameCapability(context, capability);
    const said = text ?? (await readAttachedText(context))?.text;
    if (!said) throw nothingToWrite();
    return { view: await services.factory.writeDocument(caller, name, { kind, text: said, ...rest }) };
  },
  show: ({ view }) => showCapability(view),
  wire: ({ view }) => wireCapability(view),
  brief: ({ view }) => briefCapability(view),
  focus: ({ view }) => focusCapability(view),
  command: {
    verb: 'write',
    usage: '<key> spec|architecture|yaml [text or attached file]',
    input: ([capability = '', kind = '', ...text]) => ({
      capability,
      kind: DocumentKind.parse(/^(?:yaml|capability)/i.test(kind) ? 'capability_yaml' : kind.toLowerCase()),
      ...(text.length > 0 ? { text: text.join(' ') } : {}),
    }),
  },
});

function nothingToWrite(): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: 'There is nothing to write. Nothing was changed.',
    remedy: 'Attach a file, or give the text.',
  });
}
