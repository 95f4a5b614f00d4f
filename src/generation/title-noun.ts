/** English noun phrases as orders: the verb they hold, else "Add"; a statement among them is to be ensured. */
import { baseForm, isSureVerb } from './english-verbs.ts';
import { statesInPresent } from './present-tense.ts';
import { activate } from './title-actors.ts';
import { lower } from './title-words.ts';

const nominal: [RegExp, string][] = [
  [/^integration (?:with|of|into)\s+/i, 'Integrate with '],
  [/^support (?:for|of)\s+/i, 'Support '],
  [/^migration (?:of|from|to)\s+/i, 'Migrate '],
  [/^(?:creation) of\s+/i, 'Create '],
  [/^(?:removal|deletion) of\s+/i, 'Remove '],
  [/^(?:import(?:ing)?) of\s+/i, 'Import '],
  [/^(?:export(?:ing)?) of\s+/i, 'Export '],
  [/^implementation of\s+/i, 'Implement '],
  [/^encryption of\s+/i, 'Encrypt '],
  [/^display(?:ing)? of\s+/i, 'Display '],
  [/^(?:a|the) way (?:for .{2,40}? )?to\s+/i, ''],
  [/^an? option to\s+/i, 'Offer an option to '],
];

/** The order that a noun phrase, or a statement that shows no other, becomes. */
export function fromNoun(text: string): string {
  for (const [pattern, verb] of nominal) if (pattern.test(text)) return text.replace(pattern, verb);
  const done =
    /^((?:[\p{L}-]+ ){1,3}?)([a-z]{3,}ed|sent|shown|kept|written|paid|made) ((?:in|within|to|after|before|every|once|daily|weekly|on)\b.*)$/iu.exec(
      text,
    );
  const act =
    done && !/\b(?:for|of|on|with|based|related|due)\b/i.test(`${done[1]} ${done[2]}`)
      ? baseForm(done[2]!)
      : null;
  if (act && isSureVerb(act)) return activate(done![1]!.trim(), act, done![3]!);
  const gerund = /^([a-z]{3,}ing)\s+(?=(?:the|an?|of|all|in|with|to)\b)/i.exec(text);
  if (gerund && baseForm(gerund[1]!.replace(/ing$/i, 'ed'))) return `Support ${lower(text)}`;
  if (/^[^,:;]{3,50}?(?<! in) (?:above|below|under|at least|at most|less than|more than) \d/i.test(text))
    return `Keep ${lower(text)}`;
  if (/^(?:all|each|every|any|the|no|only|both)\b/i.test(text) && text.split(' ').length > 4)
    return `Ensure ${lower(text)}`;
  if (/^[a-z]+s (?:that|which|who) /i.test(text) && text.split(' ').length > 8)
    return `Ensure ${lower(text)}`;
  if (isClause(text)) return `Ensure ${lower(text)}`;
  return `Add ${lower(text)}`;
}

/** A whole statement is nothing to add: "A tablet at the door shows who cooks now". */
function isClause(text: string): boolean {
  const main = text.replace(/\s(?:when|if|that|which|who|where|while|until|so)\s.*$/i, '');
  const names = /^\S+ (?:that|which|who|with|for|of|to)\b/i.test(text) || /[:"]/.test(main);
  return main.split(' ').length > 4 && !names && statesInPresent(main);
}
