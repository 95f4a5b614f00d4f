/** What Docket asks for in a server, and what people would miss without it. */

/** Bits and names as in Discord's reference, topics/permissions. */
export const permissions: readonly { name: string; bit: bigint; use: string }[] = [
  { name: 'View Channels', bit: 1n << 10n, use: 'seeing where it is asked' },
  { name: 'Send Messages', bit: 1n << 11n, use: 'answering at all' },
  { name: 'Send Messages in Threads', bit: 1n << 38n, use: 'answering in threads' },
  { name: 'Create Public Threads', bit: 1n << 35n, use: 'answering below a message' },
  { name: 'Manage Threads', bit: 1n << 34n, use: 'tags of forum posts, and threads that were archived' },
  { name: 'Read Message History', bit: 1n << 16n, use: 'what was said while it was away' },
  { name: 'Attach Files', bit: 1n << 15n, use: 'exports, and the files of reports' },
];

const administrator = 1n << 3n;

export function missingFrom(had: bigint): string[] {
  if ((had & administrator) !== 0n) return [];
  return permissions.filter(({ bit }) => (had & bit) === 0n).map(({ name, use }) => `${name} (${use})`);
}

/** Where somebody who manages a server lets the bot in, with all of it. */
export function inviteUrl(app: string): string {
  const wanted = permissions.reduce((all, { bit }) => all | bit, 0n);
  const query = new URLSearchParams({
    client_id: app,
    scope: 'bot applications.commands',
    permissions: String(wanted),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}
