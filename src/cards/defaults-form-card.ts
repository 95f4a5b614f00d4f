/** The form in which a person sets what holds for all channels or for one. */
import type { Preferences } from '../domain/preferences.ts';
import { type Priority, priorityNames } from '../domain/priority.ts';
import { trackerTitle } from '../domain/tracker-title.ts';
import { formatAction } from './action-token.ts';
import type { Card, FormField } from './card.ts';
import { muted } from './phrases.ts';

type DefaultsForm = {
  /** As in the token: the team and its channel, both empty for all channels. */
  team: string;
  channel: string;
  values: Preferences;
  trackers: readonly string[];
};

/** What a select says for a preference that is not set. */
export const unset = 'unset';

export function drawDefaultsFormCard({ team, channel, values, trackers }: DefaultsForm): Card {
  const title = channel === '' ? 'Defaults everywhere' : 'Defaults of this channel';
  const submit = {
    label: 'Save',
    action: formatAction('defaults', team, channel),
    style: 'primary' as const,
  };
  return {
    title,
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: muted('What a channel says wins over what holds for all of them.') },
      { kind: 'form', fields: fieldsOf(values, trackers), submit },
    ],
    choices: [],
    summary: `${title}.`,
  };
}

function fieldsOf(values: Preferences, trackers: readonly string[]): FormField[] {
  const none = { value: unset, label: 'Not set' };
  const named = trackers.map((name) => ({ value: name, label: trackerTitle(name) }));
  const levels = ([1, 2, 3, 4] as Priority[]).map((level) => {
    return { value: String(level), label: `P${level - 1} ${priorityNames[level]} and lower` };
  });
  return [
    {
      name: 'tracker',
      label: 'Where approved tickets go',
      required: true,
      input: 'select',
      options: [none, ...named],
      value: values.defaultTracker ?? unset,
    },
    {
      name: 'leave_out',
      label: 'Left out of pushes unless named',
      required: true,
      input: 'select',
      options: [none, ...levels],
      value: lowestOf(values.pushExcludePriority) ?? unset,
    },
    {
      name: 'scale',
      label: 'Estimates in',
      required: true,
      input: 'select',
      options: [none, { value: 'points', label: 'Points' }, { value: 'tshirt', label: 'T-shirt sizes' }],
      value: values.estimateScale ?? unset,
    },
    {
      name: 'digest',
      label: 'News from trackers, at most every … minutes',
      help: '0 for none; empty for as usual',
      required: false,
      input: 'number',
      ...(values.digestMinutes === undefined ? {} : { value: String(values.digestMinutes) }),
    },
  ];
}

function lowestOf(excluded: readonly Priority[] | undefined): string | null {
  return excluded && excluded.length > 0 ? String(Math.min(...excluded)) : null;
}
