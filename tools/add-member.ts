/** Lets in somebody who asked in chat and is no member yet. */
import * as z from 'zod';
import { drawNoticeCard } from '../src/cards/notice-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { Member } from '../src/domain/principal.ts';

export default defineTool({
  description: 'Make whoever asked something a member of the workspace.',
  effect: 'write',
  access: 'person',
  undoable: false,
  input: z.object({ asked: z.uuid().describe('The message they asked with') }),
  output: z.object({ member: Member, by: z.string() }),
  async run({ asked }, { services, caller }) {
    return { member: await services.newcomers.admit(caller, asked), by: caller.principal.name };
  },
  show: ({ member, by }) => ({
    card: drawNoticeCard(`${member.name} is a member now, let in by ${by}. Ask again.`, 'success'),
  }),
  brief: ({ member }) => ({ name: member.name, roles: member.roles }),
  press: [{ verb: 'admit', input: ({ ref }) => ({ asked: ref }) }],
});
