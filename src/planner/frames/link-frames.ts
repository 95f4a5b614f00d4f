/** Frames of links between tickets: who waits for whom. */
import type { Intent } from '../intent.ts';
import { clarify, type Frame, one, type Scene, textOf } from './scene.ts';

/** Who waits for whom: "10 depends on 3", "3 blocks 10 and 11". */
function linkEnds(scene: Scene): { from: number[]; on: number[] } | null {
  const groups = scene.reading.slots.flatMap((slot) =>
    slot.kind === 'ids' || slot.kind === 'ordinal' || slot.kind === 'query'
      ? [slot.ids]
      : slot.kind === 'pronoun'
        ? [scene.situation.focus]
        : [],
  );
  const filled = groups.filter((group) => group.length > 0);
  const [first, second] =
    filled.length === 1 && filled[0]!.length === 2 ? [[filled[0]![0]!], [filled[0]![1]!]] : filled;
  if (!first || !second) return null;
  return runsBackwards(textOf(scene)) ? { from: second, on: first } : { from: first, on: second };
}

/** "3 blocks 10" names first what has to be done first. */
function runsBackwards(words: string): boolean {
  if (/^(?:when|once|after|as soon as)\b/.test(words)) return true;
  return (
    /\b(?:blocks|blocking|block|before|prerequisite|precedes|holds? up|unblocks|gates?|must be done before|comes first|goes first|ahead of|is needed (?:for|by)|pre-?condition|required (?:for|by)|blocker (?:for|of))\b/.test(
      words,
    ) &&
    !/\b(?:blocked by|depends|waits?|after|until|can't start|needs)\b|\bfor\b.*\bneeds?\b|\b(?:cannot|can't|can not|not)\b.*\b(?:begin|start|go|commence|happen|kick)\b.*\b(?:before|until)\b/.test(
      words,
    )
  );
}

/** "10 does not need 3 more" is the end of a link. */
const loosening =
  /\b(?:doesn't|does not|doesnt|don't|do not|dont|no longer|isn't|is not|isnt|not) (?:really |actually |even )?(?:need|depend|rely|require|wait|block|hang|blocked|waiting|hinge)\w*\b/;

/** "The import one" when two have that word. */
function isAmbiguous({ reading }: Scene): boolean {
  return reading.slots.some((slot) => slot.kind === 'query' && !slot.plural && slot.ids.length > 1);
}

/** "11 relies on 8 and 8 relies on 1": a link for each half. */
function eachLink(scene: Scene): Intent[] | null {
  const halves = [
    ...textOf(scene).matchAll(/(?:#|t-)?(\d{1,3}) ((?:[a-z'-]+ ){1,6})(?:#|t-)?(\d{1,3})(?!\d)/g),
  ];
  if (halves.length !== 2 || halves.some(([, , words]) => /^(?:and|or|,|to) $/.test(words!))) return null;
  return halves.flatMap(([, left, words, right]) => {
    const [from, on] = runsBackwards(words!) ? [right, left] : [left, right];
    return one('link_tickets', { from: [Number(from)], on: [Number(on)], kind: 'blocked_by' });
  });
}

const link: Frame = (scene) => {
  if (isAmbiguous(scene)) return clarify('tickets');
  const chain = eachLink(scene);
  if (chain) return chain;
  const ends = linkEnds(scene);
  if (ends && loosening.test(textOf(scene))) return one('unlink_tickets', ends);
  return ends ? one('link_tickets', { ...ends, kind: 'blocked_by' }) : clarify('target');
};

const unlink: Frame = (scene) => {
  const ends = linkEnds(scene);
  return ends ? one('unlink_tickets', ends) : clarify('target');
};

export const linkFrames: Record<string, Frame> = { link_tickets: link, unlink_tickets: unlink };
