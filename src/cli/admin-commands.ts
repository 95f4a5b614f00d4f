/** Commands about who may come in from outside: tokens of programs, workspaces, and MCP clients. */
import { type Command, Option } from 'commander';

export type Run = <Args extends unknown[]>(
  deed: (...args: Args) => Promise<number>,
) => (...args: Args) => Promise<void>;

export type NewToken = { workspace?: string; user: string; role?: string; kind: 'user' | 'agent' };

export type AdminDeeds = {
  createToken(options: NewToken): Promise<number>;
  listTokens(options: { workspace?: string }): Promise<number>;
  revokeToken(id: string, options: { workspace?: string }): Promise<number>;
  createWorkspace(name: string): Promise<number>;
  listWorkspaces(): Promise<number>;
  mcp(options: { as?: string }): Promise<number>;
};

const inWorkspace = 'the workspace, by name or id; the first one when absent';

export function addAdminCommands(program: Command, deeds: AdminDeeds, run: Run): void {
  const token = program.command('token').description('what programs show to act for a member over HTTP');
  token
    .command('create')
    .description('make a token and print it, this once')
    .requiredOption('--user <name>', 'the member it acts for')
    .option('--role <roles>', 'some of their roles, separated by commas; all when absent')
    .addOption(
      new Option('--kind <kind>', 'an agent’s token never decides')
        .choices(['user', 'agent'])
        .default('user'),
    )
    .option('--workspace <name>', inWorkspace)
    .action(run((flags: NewToken) => deeds.createToken(flags)));
  token
    .command('list')
    .description('tokens that are in use')
    .option('--workspace <name>', inWorkspace)
    .action(run((flags: { workspace?: string }) => deeds.listTokens(flags)));
  token
    .command('revoke <id>')
    .description('take a token back')
    .option('--workspace <name>', inWorkspace)
    .action(run((id: string, flags: { workspace?: string }) => deeds.revokeToken(id, flags)));
  const workspace = program.command('workspace').description('workspaces of this installation');
  workspace
    .command('create <name>')
    .description('make a workspace that this user owns')
    .action(run((name: string) => deeds.createWorkspace(name)));
  workspace
    .command('list')
    .description('all of them')
    .action(run(() => deeds.listWorkspaces()));
  program
    .command('mcp')
    .description(
      'answer an MCP client on stdin and stdout; it may read and draft, and never approves or pushes',
    )
    .option('--as <user>', 'for this member')
    .action(run((flags: { as?: string }) => deeds.mcp(flags)));
}
