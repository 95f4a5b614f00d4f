/** Remembers a preference for the workspace or for this channel, or shows what is set. */
import * as z from 'zod';
import { drawSettingsCard } from '../src/cards/settings-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { findPreference, sayPreference, settingRows } from '../src/catalog/preference-words.ts';
import { isPolicyKey, Preferences } from '../src/domain/preferences.ts';

export default defineTool({
  description:
    'Remember a preference (default_tracker, push.exclude_priority, estimate_scale, sync.every, sync.digest, incident.on_call (who is notified of incidents), model.tier, model.effort, approve.quorum, approve.roles, approve.author, approve.requester) for the workspace or this channel, forget it, or show what is set when no key is given.',
  effect: 'write',
  access: 'anyone',
  input: z.object({
    key: z.string().optional(),
    value: z
      .union([z.string(), z.array(z.string())])
      .optional()
      .describe('Absent takes the preference away'),
    scope: z.enum(['workspace', 'channel']).optional().describe('workspace when absent'),
  }),
  output: z.object({ values: Preferences, ofChannel: z.array(z.string()), said: z.string().nullable() }),
  async run({ key: name, value, scope: wanted = 'workspace' }, context) {
    const { preferences, models } = context.services;
    if (name === undefined) return { ...(await preferences.read(context.caller)), said: null };
    const { key, label, read } = findPreference(name);
    // A tracker is asked for the whole workspace, and who may approve is one word for all of it.
    const scope = key === 'syncMinutes' || isPolicyKey(key) ? 'workspace' : wanted;
    const next = value === undefined ? null : await read([value].flat(), context);
    const view = await preferences.set(context.caller, key, next, scope);
    const place = scope === 'channel' ? 'in this channel' : 'in this workspace';
    const said =
      next === null ? `${label}: forgotten ${place}.` : `${label}: ${sayPreference(key, next)}, ${place}.`;
    const isIdle = next !== null && key.startsWith('model') && (await models.chosen(context.caller)) === null;
    return { ...view, said: isIdle ? `${said} It holds once a model is connected; none is.` : said };
  },
  show: ({ values, ofChannel, said }) => ({
    card: drawSettingsCard(settingRows(values, ofChannel as (keyof Preferences)[]), said),
  }),
  command: {
    verb: 'set',
    does: 'Remember a preference for the workspace or this channel, or show what is set',
    usage: '[preference value…] [here]',
    input: (words) => {
      const here = words.at(-1)?.toLowerCase() === 'here';
      const [key, ...value] = here ? words.slice(0, -1) : words;
      return {
        ...(key ? { key } : {}),
        ...(value.length > 0 ? { value } : {}),
        ...(here ? { scope: 'channel' as const } : {}),
      };
    },
  },
});
