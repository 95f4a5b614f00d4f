/** The frame of a ticket that a person asks for in words: its title, kind, priority and owner. */
import type { Intent } from '../intent.ts';
import { slotsOf } from '../slots/read-slots.ts';
import { clarify, type Frame, one, type Scene, textOf } from './scene.ts';
import { readTitle } from './titles.ts';

/** "A spike, 'Compare vendors', and a story, 'Pay by invoice'". */
function createdEach({ reading }: Scene): Intent[] | null {
  const types = slotsOf(reading, 'type');
  const titles = slotsOf(reading, 'payload').filter((slot) => slot.form === 'quote');
  if (titles.length < 2 || types.length !== titles.length) return null;
  return titles.flatMap((title, at) =>
    one('create_ticket', { type: types[at]!.values[0], title: title.value }),
  );
}

const plural = /\b(?:bugs|tickets|tasks|stories|issues|defects|chores|spikes)\b[^:]*$/i;
const level = /[\s,]*[([]?\bp([0-3])\b[)\]]?\s*$/i;

/** "Log 2 bugs: the button submits twice (P0), and the field loses focus (P2)". */
function createdInRow({ reading }: Scene): Intent[] | null {
  const told = slotsOf(reading, 'payload').find(({ form }) => form === 'tail');
  const start = told ? reading.source.indexOf(told.value) : -1;
  if (!told || !plural.test(reading.source.slice(0, start).replace(/:\s*$/, ''))) return null;
  const type = slotsOf(reading, 'type').flatMap(({ values }) => values)[0];
  const titles = told.value
    .split(/\s*(?:;|\n)\s*(?:and\s+)?|,\s*and\s+|(?<=[)\]])\s*,?\s*(?:and\s+)?/)
    .filter(Boolean);
  if (titles.length < 2) return null;
  return titles.flatMap((said) => {
    const title = said
      .replace(level, '')
      .replace(/^[-*•\d.) ]+/, '')
      .trim();
    const priority = level.exec(said)?.[1];
    return one('create_ticket', {
      ...(type ? { type } : {}),
      title,
      ...(priority ? { priority: `P${priority}` } : {}),
    });
  });
}

export const createTicket: Frame = (scene) => {
  const { reading, situation } = scene;
  const text = textOf(scene);
  const several = createdEach(scene) ?? createdInRow(scene);
  if (several) return several;
  const type = slotsOf(reading, 'type').flatMap((slot) => slot.values)[0];
  if (
    situation.inThread &&
    /\b(?:this|that|thread|above|message|conversation|up there|it)\b/.test(text) &&
    !slotsOf(reading, 'payload').some((slot) => slot.form === 'tail')
  ) {
    return one('create_ticket', { ...(type ? { type } : {}), source: 'thread' });
  }
  if (
    /\b(?:steps|expected|actual)\b.*\b(?:expected|actual)\b/.test(text) ||
    /\bsteps\b.*\b(?:expected|actual|repro)/.test(text)
  ) {
    return one('create_ticket', { type: 'bug', source: 'message' });
  }
  const title = readTitle(reading);
  if (!title)
    return situation.inThread
      ? one('create_ticket', { ...(type ? { type } : {}), source: 'thread' })
      : clarify('title');
  const priority = slotsOf(reading, 'priority').flatMap((slot) => slot.values)[0];
  const assignee = slotsOf(reading, 'person').flatMap((slot) => slot.names)[0];
  return one('create_ticket', {
    ...(type ? { type } : {}),
    title,
    ...(priority ? { priority } : {}),
    ...(assignee ? { assignee } : {}),
  });
};
