/** Frames of deeds about the workspace itself: preferences, trackers, and what models cost. */
import type { Intent } from '../intent.ts';
import { slotsOf } from '../slots/read-slots.ts';
import { clarify, type Frame, one, textOf } from './scene.ts';

const periods = /\b(?:today|yesterday|(?:this|last|past) (?:week|month)|last \d+ (?:days|weeks)|since \w+)\b/;

const usage: Frame = (scene) => {
  const text = textOf(scene);
  const period = text.match(periods)?.[0];
  const by = text.match(/\b(?:by|per|for each) (operation|model|tier|effort|person|day)\b/)?.[1];
  return one('usage', { ...(period ? { period } : {}), ...(by ? { by } : {}) });
};

const configure: Frame = (scene) => {
  if (scene.detail === 'show') return one('configure');
  const text = textOf(scene);
  const tracker = slotsOf(scene.reading, 'tracker')[0]?.name;
  const priorities = slotsOf(scene.reading, 'priority').flatMap((slot) => slot.values);
  const settings: Record<string, () => Intent[]> = {
    push_exclude: () => one('configure', { key: 'push.exclude_priority', value: [...new Set(priorities)] }),
    language: () => one('configure', { key: 'language', value: languageIn(text) }),
    estimate_scale: () =>
      one('configure', {
        key: 'estimate_scale',
        value: text.match(/fibonacci|t-?shirt|hours|days|points/)?.[0].replace('t-shirt', 'tshirt') ?? null,
      }),
    default_project: () =>
      one('configure', {
        key: 'default_project',
        value:
          slotsOf(scene.reading, 'project')[0]?.value ??
          scene.reading.source.match(/\b([A-Z][A-Z0-9]{1,9})\b/)?.[1] ??
          null,
      }),
    default_tracker: () =>
      tracker ? one('configure', { key: 'default_tracker', value: tracker }) : clarify('tracker'),
  };
  const chosen = settings[scene.detail ?? ''] ?? settings.default_tracker!;
  return ofChannel.test(scene.reading.source) ? inChannel(chosen()) : chosen();
};

const ofChannel = /\b(?:in|for) (?:this|our) (?:channel|thread|room)\b|^\W*in here\b|\bhere\W*$/i;

/** "In this channel always push to jira" holds nowhere else. */
function inChannel(intents: Intent[]): Intent[] {
  return intents.map(({ tool, args }) => ({ tool, args: { ...args, scope: 'channel' } }));
}

const languages: [RegExp, string][] = [
  [/german|deutsch/, 'de'],
  [/french|fran[cç]ais/, 'fr'],
  [/spanish|espa[nñ]ol/, 'es'],
  [/portugu/, 'pt'],
  [/english/, 'en'],
  [/italian/, 'it'],
  [/dutch/, 'nl'],
  [/polish/, 'pl'],
  [/japanese/, 'ja'],
  [/chinese/, 'zh'],
];

function languageIn(text: string): string | null {
  return languages.find(([words]) => words.test(text))?.[1] ?? null;
}

const connect: Frame = (scene) => {
  const tracker = slotsOf(scene.reading, 'tracker')[0]?.name;
  if (!tracker) return clarify('tracker');
  return one('connect_tracker', { tracker, ...(scene.detail === 'disconnect' ? { op: 'disconnect' } : {}) });
};

export const settingsFrames: Record<string, Frame> = {
  usage,
  configure,
  connect_tracker: connect,
  list_trackers: () => one('list_trackers'),
};
