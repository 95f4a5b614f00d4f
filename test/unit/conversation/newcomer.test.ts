/** Whoever copies the command that lets somebody in runs nothing that a name in chat has smuggled into it. */
import { expect, it } from 'vitest';
import { notAMember } from '../../../src/conversation/newcomer.ts';

const remedyFor = (name: string) =>
  notAMember({ surface: 'slack', kind: 'message', actor: { externalId: 'U0CLEO', name } } as never).remedy;

it('names people in the command as they are called, and leaves out what a shell would run', () => {
  for (const name of ['Cleo', 'Zoë O’Neill', 'jean-luc.p', '中村 直美'])
    expect(remedyFor(name)).toContain(`--user "${name}" --slack U0CLEO`);
  for (const name of ['$(id)', '`id`', 'a"; id; "', 'x\n--role owner', '-x', 'a!b', 'a\\'])
    expect(remedyFor(name)).toContain('docket member add --user NAME --slack U0CLEO --role member');
});
