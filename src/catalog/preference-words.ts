/** The names and values people use for preferences, and what they are called on cards. */
import type { SettingRow } from '../cards/settings-card.ts';
import { ApproverPolicy } from '../domain/approver-policy.ts';
import { DocketError } from '../domain/errors.ts';
import { ModelEffort, ModelTier } from '../domain/model-choice.ts';
import type { PreferenceKey, Preferences } from '../domain/preferences.ts';
import { Role } from '../domain/principal.ts';
import { parsePriority, priorityCode } from '../domain/priority.ts';
import type { ToolContext } from './define-tool.ts';

type Preference<Key extends PreferenceKey = PreferenceKey> = {
  key: Key;
  label: string;
  /** Throws INVALID_INPUT that says what is possible. */
  read(
    value: string[],
    context: ToolContext,
  ): NonNullable<Preferences[Key]> | Promise<NonNullable<Preferences[Key]>>;
};

const choose =
  <Word extends string>(name: string, words: readonly Word[]) =>
  ([value = '']: string[]): Word => {
    const word = words.find((one) => one === value.toLowerCase());
    if (word) return word;
    throw refuse(`"${value}" is no ${name}.`, `Say one of: ${words.join(', ')}.`);
  };

/** "10 minutes", "an hour", "2h"; 0 for off. */
function readMinutes(words: string[]): number {
  const said = words
    .join(' ')
    .toLowerCase()
    .replace(/^(?:every|at most every)\s+/, '');
  if (/^(?:off|never|no|none|0)$/.test(said)) return 0;
  const found = /^(\d{1,4}|an?|one)?\s*(m|mins?|minutes?|h|hours?)?$/.exec(said);
  const amount = found && (Number(found[1] ?? 1) || 1);
  const minutes = amount && (found[2]?.startsWith('h') ? amount * 60 : amount);
  if (said !== '' && minutes && minutes <= 1440) return minutes;
  throw refuse(`"${said}" is no interval.`, 'Say for example 5 minutes, 1 hour or off.');
}

function readQuorum(words: string[]): number {
  const quorum = ApproverPolicy.shape.approvalQuorum.safeParse(Number(words.join('').replace(/\D+$/, '')));
  if (quorum.success) return quorum.data;
  throw refuse(
    `"${words.join(' ')}" is no number of people.`,
    'Say how many different people have to approve, from 1 to 5.',
  );
}

function readRoles(words: string[]): Role[] {
  const names = words
    .flatMap((word) => word.toLowerCase().split(/[\s,]+/))
    .filter((name) => name !== '' && name !== 'or');
  return names.map((name) => {
    const role = Role.safeParse(name);
    if (role.success && role.data !== 'viewer') return role.data;
    throw refuse(`"${name}" is no role that approves.`, `Say one or more of: ${approving.join(', ')}.`);
  });
}

const approving = Role.options.filter((role) => role !== 'viewer');

function readSwitch([word = '']: string[]): boolean {
  if (/^(?:yes|on|true|may|allowed)$/i.test(word)) return true;
  if (/^(?:no|off|false|never|not)$/i.test(word)) return false;
  throw refuse(`"${word}" is neither yes nor no.`, 'Say yes or no.');
}

/** By the name used in commands. */
const preferences: Record<string, Preference> = {
  default_tracker: {
    key: 'defaultTracker',
    label: 'Default tracker',
    read: ([value = ''], { services }) =>
      choose(
        'connected tracker',
        services.trackers.names().map(({ name }) => name),
      )([value]),
  },
  'push.exclude_priority': {
    key: 'pushExcludePriority',
    label: 'Left out of pushes',
    read: (values) =>
      values.map((value) => {
        const priority = parsePriority(value);
        if (priority !== null) return priority;
        throw refuse(`"${value}" is no priority.`, 'Use P0, P1, P2 or P3.');
      }),
  },
  estimate_scale: {
    key: 'estimateScale',
    label: 'Estimates in',
    read: ([value = '']) =>
      choose('scale', ['points', 'tshirt'] as const)([
        /^(?:fibonacci|story)/i.test(value) ? 'points' : value.replace(/\W/g, ''),
      ]),
  },
  'sync.every': {
    key: 'syncMinutes',
    label: 'Polling',
    read: readMinutes,
  },
  'sync.digest': {
    key: 'digestMinutes',
    label: 'Tracker news',
    read: readMinutes,
  },
  'incident.on_call': {
    key: 'onCall',
    label: 'On call',
    read: (words, { services, caller }) => services.planning.findPerson(caller, words.join(' ')),
  },
  'model.tier': {
    key: 'modelTier',
    label: 'Model',
    read: choose('tier', ModelTier.options),
  },
  'model.effort': {
    key: 'modelEffort',
    label: 'Effort',
    read: choose('effort', ModelEffort.options),
  },
  'approve.quorum': { key: 'approvalQuorum', label: 'Approvals needed', read: readQuorum },
  'approve.roles': { key: 'approverRoles', label: 'Approved by the role', read: readRoles },
  'approve.author': { key: 'authorApproves', label: 'Authors approve their own', read: readSwitch },
  'approve.requester': { key: 'requesterApproves', label: 'Who asked approves', read: readSwitch },
};

/** What Docket could be asked to remember and cannot honour, with the honest answer. */
const refused: Record<string, [string, string]> = {
  language: [
    'Docket answers in English; tickets are written in the language of their document.',
    'Write to it in English, German, French, Spanish or Portuguese.',
  ],
  default_project: [
    'Where issues go is part of how the tracker is connected, and cannot be set in chat.',
    'Change the project in the settings; `docket doctor` names them.',
  ],
};

/** Throws INVALID_INPUT for a name that is no preference, or one that cannot be honoured. */
export function findPreference(name: string): Preference {
  const word = name.toLowerCase();
  if (refused[word]) throw refuse(...refused[word]);
  const found = preferences[word];
  if (found) return found;
  throw refuse(
    `There is no preference "${name}".`,
    `Preferences are: ${Object.keys(preferences).join(', ')}.`,
  );
}

function refuse(message: string, remedy: string): DocketError {
  return new DocketError('INVALID_INPUT', { message: `${message} Nothing was changed.`, remedy });
}

export function settingRows(values: Preferences, ofChannel: readonly PreferenceKey[]): SettingRow[] {
  return Object.values(preferences).flatMap(({ key, label }) => {
    const value = values[key];
    if (value === undefined || (Array.isArray(value) && value.length === 0)) return [];
    return [{ label, value: sayPreference(key, value), ofChannel: ofChannel.includes(key) }];
  });
}

/** A value of this preference as people say it. */
export function sayPreference(key: PreferenceKey, value: NonNullable<Preferences[PreferenceKey]>): string {
  if (!key.endsWith('Minutes')) return sayValue(value);
  return value === 0 ? 'off' : `every ${value === 1 ? 'minute' : `${value} minutes`}`;
}

function sayValue(value: NonNullable<Preferences[PreferenceKey]>): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (!Array.isArray(value)) return typeof value === 'object' ? value.name : String(value);
  return value.map((one) => (typeof one === 'number' ? (priorityCode(one) ?? 'unset') : one)).join(', ');
}
