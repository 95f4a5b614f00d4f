/** What is wrong with a ticket's title, as far as a program can see. */
import { idOf } from '../documents/story.ts';
import { startsWithVerb } from './english-verbs.ts';

/** A question, a time or an interjection that an order cannot have as its object. */
export const cannotCarry =
  /^(?:ensure|add|allow|let|support) (?:(?:what|how|why|who|whom|whose|which|are|is|do|does|did)\b|right now\b|no[.,]|(?:oh|well|yes|sorry|honestly)\b)/i;

/** Names of faults, empty for a title that reads as an order to a team. */
export function titleFaults(title: string, language: string): string[] {
  const faults: string[] = [];
  const fail = (when: boolean, name: string) => {
    if (when) faults.push(name);
  };
  fail(title.length < 10, 'too short');
  fail(title.length > 85, 'too long');
  fail(idOf(title) !== null, 'starts with an id');
  fail(/\*\*|__|\[[^\]]*\]\(|^#|\|/.test(title), 'markup');
  fail(/…|\.\.\.$/.test(title), 'cut off');
  fail(/[\s,;:(–-]$|[.]$/.test(title), 'ends badly');
  fail(
    /\s(?:and|or|the|an?|of|to|in|on|at|by|for|from|with|und|oder|der|die|das|mit|von|et|ou|le|la|de|du|y|o|el|e|do|da)$/i.test(
      title,
    ),
    'dangling word',
  );
  fail(
    /\b(?:as an? .{2,40} i want|so that i|als .{2,40} möchte ich|en tant que|como .{2,40} (?:quiero|quero))\b/i.test(
      title,
    ),
    'story frame',
  );
  fail(
    /^(?:implement|add|ensure|let) (?:the )?(?:implement|add|create|build|ensure|must|shall|should|will|we|i|it|this|there)\b/i.test(
      title,
    ),
    'two verbs',
  );
  fail(cannotCarry.test(title), 'cannot carry');
  fail(/\b(?:shall|must)\b/.test(title), 'modal');
  fail(language === 'en' && !startsWithVerb(title), 'no order');
  fail(/^\p{Ll}/u.test(title), 'lower case');
  fail(title.split(' ').length < 2, 'one word');
  return faults;
}
