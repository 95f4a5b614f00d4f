/** Reads from a message what it asks of the model itself: "think harder", "quick answer", "use the deep model for this". */
import type { ModelEffort, ModelTier, ModelWish } from './model-choice.ts';

type Phrase = [pattern: RegExp, wish: ModelWish];

const tiers: Record<ModelTier, string> = {
  fast: 'fast(?:er|est)?|quick(?:er)?|small(?:er|est)?|cheap(?:er|est)?|light(?:er)?|schnelle[sn]?|kleine[sn]?|rapide|r[aá]pido|pequeñ?o|pequeno',
  standard: 'standard|normal|default|usual|regular|normale[sn]?',
  deep: 'deep(?:er|est)?|big(?:ger|gest)?|large(?:r|st)?|strong(?:er|est)?|best|better|smart(?:er|est)?|tiefe[sn]?|gro(?:ß|ss)e[sn]?|beste[sn]?|meilleur|grand|profond|mejor|grande|profundo|melhor',
};

const efforts: Record<ModelEffort, string> = {
  low: 'low|minimal|little',
  medium: 'medium|normal|usual',
  high: 'high|more',
  max: 'max|maximum|full|the (?:most|highest)',
};

/** Said of this one message: "for this", "please", "here", "this time". */
const tail =
  '(?: (?:for|on|about|with) (?:this|that|it|them)(?: one)?| here| this time| now| please| bitte)*';
const lead = '(?:(?:please|can you|could you|now|but|just|ok(?:ay)?|bitte|por favor|s’il te plaît) )*';

const whole = (pattern: string) => new RegExp(`^${lead}(?:${pattern})${tail}$`);

const phrases: Phrase[] = [
  [
    whole('think (?:as hard as you can|really hard|very hard|to the max)|ultrathink|give it everything'),
    { effort: 'max' },
  ],
  [
    whole(
      'think (?:it through|(?:a (?:bit|lot|little) )?(?:harder|hard|deeper|deeply|longer|more|twice|again|carefully))(?: carefully)?|take your time(?: with it)?|try harder',
    ),
    { harder: true },
  ],
  [
    whole(
      '(?:denk|überleg)e?(?: (?:mal|noch ?mal|bitte|hier|darüber))* (?:genauer|gründlicher|länger|schärfer|besser|mehr)(?: nach)?',
    ),
    { harder: true },
  ],
  [whole('réfléchi(?:s|ssez) (?:plus|mieux|davantage|bien|encore)(?: longtemps)?'), { harder: true }],
  [whole('pi[eé]nsa(?:lo)? (?:más|mejor|bien)|pens[ea] (?:mais|melhor|bem)'), { harder: true }],
  [
    whole(
      "quick answer(?: is fine| will do)?|a quick answer|answer (?:quickly|fast)|quickly|be quick|keep it quick|make it quick|(?:don[’']?t|do not) (?:over-?think|think too hard)(?: it)?|no need to think(?: hard)?",
    ),
    { tier: 'fast', effort: 'low' },
  ],
  [
    whole('kurze antwort|schnelle antwort|réponse (?:rapide|courte)|respuesta rápida|resposta rápida'),
    { tier: 'fast', effort: 'low' },
  ],
  ...Object.entries(tiers).map(
    ([tier, words]): Phrase => [
      whole(
        `(?:(?:use|take|try|with|using|switch to|on|nimm|mit|nutze|utilise|avec|usa|con|com) )?(?:(?:the|a|your|das|dem|le|un|el|o) )?(?:(?:${words}) (?:model|modell|modelo|tier)|(?:modèle|modelo) (?:${words}))`,
      ),
      { tier: tier as ModelTier },
    ],
  ),
  ...Object.entries(efforts).map(
    ([effort, words]): Phrase => [
      whole(`(?:use|think with|answer with) (?:a )?(?:${words}) effort|${effort}(?:imum)? effort please`),
      { effort: effort as ModelEffort },
    ],
  ),
];

const deeds =
  '(?:please )?(?:re)?(?:generate|draft|write|do|read|check|lint|try|answer|explain|review|summari[sz]e|analy[sz]e)';

/** "Regenerate 4 with the deep model"; a ticket to be made about one is another thing. */
const atEnd: Phrase[] = Object.entries(tiers).map(([tier, words]) => [
  new RegExp(
    `(?<=^${deeds}\\b.*)[ ,]+(?:with|using|on) (?:the|your) (?:${words}) model(?: please| for this)?[.!]*$`,
    'is',
  ),
  { tier: tier as ModelTier },
]);

/** "Think harder about X": the request stays, the wish is heard. */
const atBeginning: Phrase[] = [
  [/^(?:please )?think (?:harder|hard|deeper|longer|carefully) (?:about|on) (?=\S)/i, { harder: true }],
];

/** Characters; what is longer is material, and matching it would take its time. */
const longest = 1000;

/**
 * What the words ask of the model, and the request without them: empty where they ask for nothing else. Only whole
 * clauses count, and none in quotation marks or after a colon, so that a ticket about quick answers stays one.
 */
export function readModelWish(text: string): { wish: ModelWish | null; rest: string } {
  if (text.length > longest) return { wish: null, rest: text };
  let wish: ModelWish = {};
  let rest = text;
  const hear = (heard: ModelWish) => {
    wish = { ...wish, ...heard };
  };
  for (const [pattern, heard] of atEnd) {
    if (!pattern.test(rest)) continue;
    hear(heard);
    rest = rest.replace(pattern, '');
  }
  for (const [pattern, heard] of atBeginning) if (pattern.test(rest)) hear(heard);
  const kept = splitClauses(rest).filter(({ words }, at, all) => {
    if (all[at - 1]?.mark.includes(':')) return true;
    const said = words.toLowerCase().replaceAll("'", '’').trim();
    const found = phrases.find(([pattern]) => pattern.test(said));
    if (found) hear(found[1]);
    return !found;
  });
  if (Object.keys(wish).length === 0) return { wish: null, rest: text };
  return { wish, rest: joinClauses(kept) };
}

type Clause = { words: string; mark: string };

/** Clauses with the mark that ends each; what stands in quotation marks is never cut. */
function splitClauses(text: string): Clause[] {
  const clauses: Clause[] = [];
  const pattern =
    /((?:"[^"]*"|“[^”]*”|„[^“]*“|«[^»]*»|(?! (?:and|then|und|et|y|e) )[^,.;:!?\n—–])+)([,.;:!?\n—–]*\s*(?:(?:and|then|und|et|y|e)\s+)*)/gi;
  for (const [, words = '', mark = ''] of text.matchAll(pattern)) clauses.push({ words, mark });
  return clauses;
}

function joinClauses(clauses: readonly Clause[]): string {
  return clauses
    .map(({ words, mark }) => `${words}${mark}`)
    .join('')
    .replace(/(?:[\s,;:—–]|\s(?:and|then|und|et|y|e)\s)+$/i, '')
    .replace(/^(?:please|bitte|thanks|thank you|ok(?:ay)?)[.!]*$/i, '')
    .trim();
}
