/** What Slack is asked to grant, and what people would miss without it. */
export const scopeUses: Readonly<Record<string, string>> = {
  'app_mentions:read': 'being mentioned',
  'assistant:write': 'being an agent in Slack',
  'canvases:read': 'canvases as documents',
  'channels:read': 'links to messages of public channels',
  'channels:history': 'replies in threads of public channels',
  'groups:read': 'telling who may read a linked private channel',
  'groups:history': 'replies in threads of private channels',
  'im:history': 'direct messages',
  'im:write': 'answers in person where it is not in the channel',
  'chat:write': 'answering at all',
  commands: '/docket',
  'files:read': 'documents dropped into a thread',
  'files:write': 'exports',
  'users:read': 'telling members from guests',
};

export const scopes: readonly string[] = Object.keys(scopeUses);
