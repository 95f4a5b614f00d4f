/** Sets what holds for all channels, or for one, from a form. */
import * as z from 'zod';
import { drawDefaultsFormCard, unset } from '../src/cards/defaults-form-card.ts';
import { drawSettingsCard } from '../src/cards/settings-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { settingRows } from '../src/catalog/preference-words.ts';
import { DocketError } from '../src/domain/errors.ts';
import { type PreferenceScope, Preferences } from '../src/domain/preferences.ts';
import type { Priority } from '../src/domain/priority.ts';

const Values = Preferences.pick({
  defaultTracker: true,
  pushExcludePriority: true,
  estimateScale: true,
  digestMinutes: true,
});

export default defineTool({
  description:
    'Set the defaults of the workspace or of one channel, all at once; what is absent is forgotten.',
  effect: 'write',
  access: 'person',
  input: z.object({
    team: z.string().optional().describe('The Slack team of the channel; absent for all channels'),
    channel: z.string().optional().describe('The channel’s id in Slack'),
    values: Values.optional(),
  }),
  output: z.object({ values: Preferences, ofChannel: z.boolean() }),
  async run({ team, channel, values = {} }, { services, caller }) {
    const known = services.trackers.names().map(({ name }) => name as string);
    if (values.defaultTracker && !known.includes(values.defaultTracker)) {
      throw new DocketError('INVALID_INPUT', {
        message: `"${values.defaultTracker}" is no connected tracker. Nothing was changed.`,
        remedy: `Connected are: ${known.join(', ')}.`,
      });
    }
    const scope = scopeOf(team, channel);
    const before = await services.preferences.of(caller, scope);
    const rest = Object.entries(before).filter(([key]) => !(key in Values.shape));
    const next = Preferences.parse({ ...Object.fromEntries(rest), ...values });
    await services.preferences.replace(caller, scope, next);
    return { values: next, ofChannel: scope !== 'workspace' };
  },
  show: ({ values, ofChannel }) => ({
    card: drawSettingsCard(
      settingRows(values, []),
      ofChannel ? 'Saved for the channel.' : 'Saved for all channels.',
    ),
  }),
  press: [
    {
      verb: 'defaults',
      input: ({ ref, item }) => (item === '' ? {} : { team: ref, channel: item }),
      answer: 'private',
      form: async ({ team = '', channel = '' }, { services, caller }) =>
        drawDefaultsFormCard({
          team,
          channel,
          values: await services.preferences.of(caller, scopeOf(team, channel)),
          trackers: services.trackers.names().map(({ name }) => name),
        }),
      fill: (input, filled) => ({ ...input, values: readValues(filled) }),
    },
  ],
});

function scopeOf(team: string | undefined, channel: string | undefined): PreferenceScope {
  return channel ? `channel:slack:${team}/${channel}` : 'workspace';
}

function readValues({
  tracker = unset,
  leave_out = unset,
  scale = unset,
  digest = '',
}: Record<string, string>) {
  const from = Number(leave_out);
  const levels = ([1, 2, 3, 4] as Priority[]).filter((level) => level >= from);
  return {
    ...(tracker === unset ? {} : { defaultTracker: tracker }),
    ...(leave_out === unset ? {} : { pushExcludePriority: levels }),
    ...(scale === unset ? {} : { estimateScale: scale as 'points' | 'tshirt' }),
    ...(digest.trim() === '' ? {} : { digestMinutes: Number(digest) }),
  };
}
