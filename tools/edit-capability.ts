/** Changes what is said of a capability: title, owner, what it depends on, new technology. */
import * as z from 'zod';
import { defineTool } from '../src/catalog/define-tool.ts';
import {
  briefCapability,
  focusCapability,
  nameCapability,
  showCapability,
  wireCapability,
} from '../src/catalog/show-capability.ts';
import { CapabilityView } from '../src/domain/capability-view.ts';

export default defineTool({
  description: 'Change a capability: title, description, owner, new technology, what it depends on.',
  effect: 'write',
  access: 'anyone',
  undoable: false,
  input: z.object({
    capability: z.string().optional().describe('PROJ-1; absent: this thread’s'),
    title: z.string().trim().min(1).max(200).optional(),
    description: z.string().max(20_000).optional(),
    owner: z.string().optional().describe('The name of a member'),
    introduces_tech: z.boolean().optional(),
    depends_on: z
      .array(z.string())
      .max(20)
      .optional()
      .describe('Keys that have to be shipped before it is built'),
  }),
  output: z.object({ view: CapabilityView }),
  async run({ capability, owner, introduces_tech: introducesTech, depends_on: on = [], ...wish }, context) {
    const { services, caller } = context;
    const { factory } = services;
    const name = await nameCapability(context, capability);
    let view = await factory.edit(caller, name, { ...wish, introducesTech, ownedBy: owner });
    for (const key of on) view = await factory.dependOn(caller, name, key);
    return { view };
  },
  show: ({ view }) => showCapability(view),
  wire: ({ view }) => wireCapability(view),
  brief: ({ view }) => briefCapability(view),
  focus: ({ view }) => focusCapability(view),
  command: {
    verb: 'set-capability',
    usage: '<key> owner=… title=… tech=yes|no depends=PROJ-1,PROJ-2',
    input: ([capability = '', ...words]) => ({ capability, ...readFields(words.join(' ')) }),
  },
});

function readFields(text: string) {
  const parts = [...text.matchAll(/(\w+)=(.*?)(?=\s+\w+=|$)/gs)].map(([, name = '', value = '']) => [
    name,
    value.trim(),
  ]);
  const said = Object.fromEntries(parts) as Record<string, string>;
  return {
    ...(said.owner ? { owner: said.owner } : {}),
    ...(said.title ? { title: said.title } : {}),
    ...(said.tech ? { introduces_tech: /^(?:y|yes|true|1)$/i.test(said.tech) } : {}),
    ...(said.depends ? { depends_on: said.depends.split(',').map((key) => key.trim()) } : {}),
  };
}
