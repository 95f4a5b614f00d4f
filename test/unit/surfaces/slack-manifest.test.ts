/** The manifest asks Slack for what the code uses, and for nothing else. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sortDelivery } from '../../../src/surfaces/slack/sort-delivery.ts';

const root = join(import.meta.dirname, '../../..');
const manifest = JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8'));
const folder = join(root, 'src/surfaces/slack');
const source = readdirSync(folder)
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n');

/** What each method and event needs, by Slack's reference; null where a token is enough. */
const scopeOf: Record<string, string | null> = {
  'auth.test': null,
  'apps.connections.open': null,
  'views.open': null,
  'views.update': null,
  'views.publish': null,
  'chat.getPermalink': null,
  'assistant.threads.setSuggestedPrompts': 'assistant:write',
  'chat.postMessage': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.update': 'chat:write',
  'chat.delete': 'chat:write',
  'agents.sessions.setStatus': 'chat:write',
  'conversations.replies': 'channels:history',
  'conversations.history': 'im:history',
  'conversations.info': 'channels:read',
  'conversations.members': 'groups:read',
  'canvases.getContent': 'canvases:read',
  'files.info': 'files:read',
  'conversations.open': 'im:write',
  'users.info': 'users:read',
  'files.upload': 'files:write',
  'files.download': 'files:read',
  app_home_opened: null,
  app_uninstalled: null,
  tokens_revoked: null,
  app_mention: 'app_mentions:read',
  agent_session_stopped: 'assistant:write',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  '/docket': 'commands',
};

function usedMethods(): string[] {
  const direct = [...source.matchAll(/\.(auth|views|chat|conversations|users|canvases|files)\s*\.(\w+)\(/g)];
  const named = [...source.matchAll(/apiCall\('([\w.]+)'/g)];
  return [
    ...new Set([
      ...direct.map(([, noun, verb]) => `${noun}.${verb}`),
      ...named.map(([, name]) => name!),
      ...(source.includes('filesUploadV2') ? ['files.upload'] : []),
      ...(source.includes('url_private_download') ? ['files.download'] : []),
    ]),
  ];
}

it('asks for the scopes that the methods and events need', () => {
  const used = [...usedMethods(), ...manifest.settings.event_subscriptions.bot_events, '/docket'];
  expect(used.filter((name) => !(name in scopeOf))).toEqual([]);
  const needed = new Set(used.map((name) => scopeOf[name]).filter((scope) => scope !== null));
  expect([...needed].toSorted()).toEqual(manifest.oauth_config.scopes.bot.toSorted());
});

it('subscribes to every event that is taken in', () => {
  const by = { self: { team: 'T0', bot: 'U0' }, mayBeOurs: () => true, aside: new Set<string>() };
  const [user, ts, channel, tab] = ['U1', '1.2', 'C1', 'home'];
  const subscribed: string[] = manifest.settings.event_subscriptions.bot_events;
  for (const name of subscribed) {
    const [type, channel_type] = name.split('.') as [string, string?];
    const event = {
      type,
      user,
      ts,
      channel,
      tab,
      text: '<@U0> hi',
      ...(channel_type ? { channel_type } : {}),
    };
    expect(sortDelivery({ type: 'event_callback', event }, by).way, name).toBe('keep');
  }
  const named = /keptEvents = new Set\(\[([^\]]*)\]\)/.exec(source)![1]!;
  for (const [, name] of named.matchAll(/'(\w+)'/g)) expect(subscribed).toContain(name);
});

it('names the command and the shortcuts that are listened to', () => {
  const by = { self: { team: 'T0', bot: 'U0' }, mayBeOurs: () => true, aside: new Set<string>() };
  const passed = (body: object) => sortDelivery(body, by).way === 'pass';
  const { slash_commands, shortcuts } = manifest.features;
  for (const { command } of slash_commands) expect(passed({ command })).toBe(false);
  for (const { callback_id, type } of shortcuts) {
    expect(passed({ callback_id, type: type === 'message' ? 'message_action' : 'shortcut' })).toBe(false);
  }
  const heard = [...new Set([...source.matchAll(/'(dk1:sc:\w+)'/g)].map(([, id]) => id))];
  const ids = shortcuts.map(({ callback_id }: { callback_id: string }) => callback_id);
  expect(ids.toSorted()).toEqual(heard.toSorted());
});

it('is for Socket Mode, so that nothing has to be reachable from outside', () => {
  expect(manifest.settings).toMatchObject({ socket_mode_enabled: true, interactivity: { is_enabled: true } });
  expect(manifest.display_information.name.length).toBeLessThanOrEqual(35);
  expect(manifest.display_information.description.length).toBeLessThanOrEqual(140);
  expect(manifest.display_information.long_description.length).toBeGreaterThanOrEqual(175);
  expect(JSON.stringify(manifest)).not.toContain('request_url');
});
