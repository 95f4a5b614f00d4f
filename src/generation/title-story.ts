/** Turns English user stories into titles: what the person wants, said to the team that builds it. */
import { baseForm, inflect, startsWithVerb } from './english-verbs.ts';
import { machine } from './title-actors.ts';
import { orderFromStatement } from './title-english.ts';
import { aboutThem } from './title-voice.ts';
import { capital, lower, plural } from './title-words.ts';

/** "As an owner, I want to sign up with my email so that…" → what the owner wants, said to the team. */
export function orderFromStory(story: string): string {
  const job = /^when\b.{3,200}?,?\s+I want (to )?(.+)$/is.exec(story.replace(/\s+/g, ' '));
  if (job)
    return job[1]
      ? orderFromWish('people', cutBenefit(job[2]!))
      : orderFromThing('people', cutBenefit(job[2]!));
  const match =
    /\bas (an?|the|our)\s+(.+?),?\s+I(?:'d)?\s+(?:would\s+)?(?:also\s+)?(?:want|need|like|wish|should|must|can|expect|am able)\b\s*(?:the ability\s+|to be able\s+|the option\s+)?(to\s+)?(.+)$/is.exec(
      story.replace(/\s+/g, ' '),
    );
  if (!match) return orderFromStatement(story);
  const role = `${match[2]}`.replace(/\s*\(.*?\)/g, '').split(/,| who | with | that /)[0]!;
  const means = cutBenefit(match[4]!);
  return match[3] ? orderFromWish(role, means) : orderFromThing(role, means);
}

function cutBenefit(text: string): string {
  return text
    .replace(/,?\s+(?:so that|so I|so we|so as to|in order to|because|such that|so)\b.*$/i, '')
    .replace(/\.\s.*$/, '')
    .replace(/[.,;]\s*$/, '')
    .trim();
}

function orderFromWish(role: string, means: string): string {
  const who = plural(role);
  const rest = aboutThem(means.replace(/^be able to\s+/i, ''));
  const [verb = '', ...after] = rest.split(' ');
  const object = after.join(' ');
  if (/^be$/i.test(verb)) {
    const done = baseForm(after[0] ?? '');
    return done && /(?:ed|shown|sent|told|given|kept)$/i.test(after[0]!)
      ? `${capital(done)} ${who} ${after.slice(1).join(' ')}`
      : `Let ${who} ${rest}`;
  }
  if (/^(?:see|view)$/i.test(verb) && object !== '')
    return who === 'people' && /^(?:who|what|which|when|where|how|whether)\b/i.test(object)
      ? `Show ${object}`
      : `Show ${who} ${object}`;
  if (/^(?:receive|get)$/i.test(verb) && object !== '') return `Send ${who} ${object}`;
  if (/^(?:know|understand)$/i.test(verb) && object !== '') return `Tell ${who} ${object}`;
  if (/^have$/i.test(verb)) return `Give ${who} ${object}`;
  return `Let ${who} ${rest}`;
}

/** "I want a checklist", "I want duplicates flagged", "I want the app to pick one". */
function orderFromThing(role: string, means: string): string {
  const rest = aboutThem(means);
  const that = /^that (.{8,})$/i.exec(rest)?.[1];
  if (that) return orderFromStatement(that);
  if (startsWithVerb(rest)) return `Let ${plural(role)} ${rest}`;
  const toDo = /^(.{2,50}?) to ((?!(?:be|have)\b)[a-z]+\b.*)$/i.exec(rest);
  if (
    toDo &&
    baseForm(toDo[2]!.replace(/^[a-z]+ly /i, '').split(' ')[0]!) &&
    machine.test(toDo[1]!) &&
    !/^an? /i.test(toDo[1]!)
  )
    return toDo[2]!.replace(/\bfor them\b/, `for ${plural(role)}`);
  const standing = /^((?:their|the) .{2,60}?) to ([a-z]+)(?: (.*))?$/i.exec(rest);
  if (standing && standing[2] === 'be')
    return `Ensure ${standing[1]} ${/[^s]s$/.test(standing[1]!) ? 'are' : 'is'} ${standing[3] ?? ''}`.trim();
  if (standing && baseForm(standing[2]!)) {
    const verb = /[^s]s$/.test(standing[1]!) ? standing[2]! : inflect(standing[2]!);
    return `Ensure ${standing[1]} ${verb} ${standing[3] ?? ''}`.trim();
  }
  const theirs = /^(?:them|people|others) to ([a-z]+\b.*)$/i.exec(rest);
  if (theirs) return `Let people ${theirs[1]}`;
  const flagged = /^(.{2,70}?)\s+(?:to be\s+)?([a-z]+(?:ed|pt|wn|nt|id|ad))\b\s*(.*)$/i.exec(rest);
  const verb =
    flagged && !/\b(?:of|the|an?|that|is|are|\w+ly)$/i.test(flagged[1]!) ? baseForm(flagged[2]!) : null;
  if (
    flagged &&
    verb &&
    /^(?:ed|kept|shown|sent|read|paid)$|ed$|kept$|shown$|sent$|read$/i.test(flagged[2]!) &&
    !/^(?:based|related|detailed|limited|advanced|needed|required|used|called|named)$/i.test(flagged[2]!)
  ) {
    return `${capital(verb)} ${lower(flagged[1]!)} ${flagged[3]!}`.trim();
  }
  return `Give ${plural(role)} ${rest}`;
}
