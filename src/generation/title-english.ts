/** Turns English requirements, stories and feature names into imperative titles, out of their own words. */
import { actsAlone, baseForm, isSureVerb, startsWithVerb, thirdPerson } from './english-verbs.ts';
import { activate, compose, headOf, keepsSubject, machine, people } from './title-actors.ts';
import { fromNoun } from './title-noun.ts';
import { aboutReader, aboutThem } from './title-voice.ts';
import { orderFromWish, statementInside } from './title-wish.ts';
import { lower } from './title-words.ts';

/** "To sum up what I heard: …", "From our side: …" speak of the speaker. */
const remarkBefore =
  /^(?:[qa]:|(?:to sum up|in short|in summary|to be clear|from (?:my|our) side)\b[^:]{0,40}:|from [^,:]{2,30} on,|(?:first|second|third|fourth|fifth|last|final)(?:ly)?,|(?:oh|well)(?: and|,)|(?:and|but|so|then|plus)(?=\s(?:we|it|the|they|please|a|an|I|you)\b))\s+/i;

/** What a statement becomes, before it is clipped. */
export function orderFromStatement(sentence: string): string {
  const text = dropConditions(
    dropReason(
      firstPart(sentence)
        .replace(remarkBefore, '')
        .replace(/[,;]?\s*(?:including|such as|as follows|the following)?[.:;]?\s*$/, '')
        .trim(),
    ),
  );
  const bare = withoutAside(text).replace(
    /^(?:please|also:?|we(?:'ll|'d| will)|we(?:'d| would) need to|we (?:also )?(?:need|want) to|we should|we must|we will|let's|some(?:one|body)(?: please)?|can we|could we|also let us|it (?:must|should) be possible to|there (?:must|should) be a way to|ability to|the ability to|possibility to)\s+(?:be able to\s+)?/i,
    '',
  );
  const inside = statementInside(bare);
  if (inside) return orderFromStatement(inside);
  const wished = orderFromWish(bare);
  if (wished) return wished;
  if (/^whether\b/i.test(bare)) return `Decide ${lower(bare)}`;
  if (startsWithVerb(bare)) return fromOwnVoice(bare);
  const wish = /^I(?:'d| would)? (?:want|need|wish|like) to (.+)$/i.exec(bare)?.[1];
  if (wish) return `Let people ${aboutThem(wish)}`;
  const lacked = /^I(?:'d| would)? (?:want|need|like) ((?:an?|the|some|more) .+)$/i.exec(bare)?.[1];
  if (lacked) return `Add ${lacked.replace(/^(?:an?|the|some) /i, '')}`;
  const told = /^you (?:can |may |will )?(.+?)(?:, and (?:the|an?|it|we) .*)?$/i.exec(bare)?.[1];
  if (told && startsWithVerb(told)) return `Let people ${aboutReader(told)}`;
  const lacking =
    /^((?:the |each |every |our )?[\p{L}/-]+(?: [\p{L}/-]+){0,2}) needs ((?:an?|some|more) .+)$/iu.exec(bare);
  if (lacking) return `Give ${lower(lacking[1]!)} ${lacking[2]}`;
  const bound = fromBareModal(bare);
  if (bound) return bound;
  if (/^we (?:also )?need (?!to\b)/i.test(text))
    return `Add ${lower(text.replace(/^we (?:also )?need\s+/i, ''))}`;
  return fromModal(bare) ?? fromPresent(bare) ?? fromNoun(bare);
}

/** What follows a semicolon is for the description, where enough stands before it. */
function firstPart(sentence: string): string {
  const [first = ''] = sentence.split(/\s?;\s/);
  return first.split(' ').length > 3 ? first : sentence;
}

/** In a long statement what stands in brackets is for the description. */
function withoutAside(text: string): string {
  const short = text.length > 80 ? text.replace(/\s*\([^()]{8,}\)/g, '') : text;
  return short.length >= 16 ? short : text;
}

/** "See my place in the list", "Tell me when it is free": wishes in the words of those who have them. */
function fromOwnVoice(order: string): string {
  const main = order.split(/\b(?:when|if|while|because|so that)\b/)[0]!;
  if (!/\b(?:my|me|I)\b(?!\/)/.test(main))
    return /\b(?:my|me|I)\b(?!\/)/.test(order) ? aboutThem(order) : order;
  const told = /^(\w+) me\b(.*)$/.exec(order);
  return told ? `${told[1]} people${aboutThem(told[2]!)}` : `Let people ${aboutThem(lower(order))}`;
}

/** "Must provide a reason", "Cannot approve their own": obligations whose bearer stands in the heading above. */
function fromBareModal(text: string): string | null {
  const match =
    /^(must|shall|should|will|can|may|needs? to|has to|have to)(?:\s+(not)\b|(not)\b)?\s+(?:be able to\s+)?([a-z]+)\b(.*)$/i.exec(
      text,
    );
  if (!match) return null;
  const [, , apart, joined, verb, rest] = match;
  if (apart || joined) return `Do not ${verb}${rest}`;
  if (verb !== 'be') return `${verb}${rest}`;
  const [participle = '', ...after] = rest!.trim().split(' ');
  const base = /(?:ed|n|t)$/.test(participle) ? baseForm(participle) : null;
  return base && base !== 'be' ? `Ensure it can be ${participle} ${after.join(' ')}`.trim() : `Be${rest}`;
}

/** What follows "so that" says why, and what follows "but" how far it goes, which is for the description. */
function dropReason(text: string): string {
  const short = text.replace(
    /,?\s+so (?:that|I|we|you|they)\b.*$|,\s+(?:otherwise|or else|else)\s.*$|,?\s+but (?:can|can't|cannot|do|does|may|must|will|should|cannot|can't|only|not|never|they|it|we)\b.*$/i,
    '',
  );
  return short.length >= 16 ? short : text;
}

/** "When X happens, the system shall Y" is about Y. */
function dropConditions(given: string): string {
  const text = given.replace(/^(?:in order )?to [a-z]+ [^,]{2,60}, (?=\S)/i, '');
  const after =
    /^(?:when|while|if|where|once|as soon as|whenever|in case|before|after|until|at|on|in|every|during|for|with|(?:an?|one|two|three|\d+) (?:minutes?|hours?|days?|weeks?|months?) (?:before|after))\b(?:[^,:]|(?<=\d):(?=\d)){3,160}[,:]\s+(?:then\s+)?(.+)$/i.exec(
      text,
    )?.[1];
  if (after && /^(?:and|but)\b/i.test(after))
    return dropConditions(text.replace(/,\s+(?:and|but)\s.*$/i, ''));
  if (after && startsWithVerb(after)) return withCondition(text, after);
  if (after && (mainClause.test(after) || openingVerb(after.split(' ')))) return after;
  const inline =
    /^(?:when|once|if|after|as soon as|for|from|(?:every|each)(?!.{0,60}\b(?:must|shall|should|has to)\b.*\bit\b)|on|at|in|during)\b[^,]{3,60}?\s((?:she|he|they|we|it|the (?:system|app|application|service|server|platform|site|portal|user|customer|coordinator|operator|admin|member|guest|owner|manager)|an? [\p{L}-]+ (?:can|may|must|taps?|clicks?|opens?|picks?|chooses|selects|sees|gets|enters|scans))\s.+)$/iu.exec(
      text,
    )?.[1];
  if (inline) return inline;
  const timed =
    /^(?:at|on|after|before|by|every|above|below|under|over|beyond|outside|during|within) \S+(?: \S+){0,3}? (the \S+ (\S+)\b.*)$/i.exec(
      text,
    );
  return timed && (thirdPerson(timed[2]!.toLowerCase()) || /^(?:is|are)$/.test(timed[2]!)) ? timed[1]! : text;
}

/** "When a letter bounces, send it to the owner": without its condition nobody would know what "it" is. */
function withCondition(text: string, order: string): string {
  const condition = text.slice(0, text.length - order.length).replace(/[,:]\s*(?:then\s+)?$/, '');
  return /^\w+ (?:it|them)\b/i.test(order) && /^(?:when|if|as soon as|once)\b/i.test(condition)
    ? `${order} ${lower(condition)}`
    : order;
}

/** Opens with what a main clause opens with: somebody or something, and soon after it a verb. */
const mainClause =
  /^(?:the|an?|it|they|we|he|she|each|all|every|no|any|its|their|this|that|these|those|\p{Lu}?[\p{L}-]+s?)\s(?:[\p{L}'-]+\s){0,7}?(?:shall|must|should|will|can|may|has|have|is|are|needs?|[\p{Ll}]{3,}s)\b/u;

/** "The operator shall be able to take…" → "Let the operator take…"; "The system shall log…" → "Log…". */
function fromModal(text: string): string | null {
  const match =
    /^(.{1,140}?)\s+(?:also\s+)?(must|shall|should|will|can|could|may|might|has to|have to|needs? to|is able to|are able to|is required to|are required to|is allowed to|are allowed to|would like to|wants? to)\s+(not\s+|never\s+|always\s+|also\s+|only\s+|probably\s+|both\s+|each\s+|all\s+|then\s+|still\s+|ideally\s+)?(?:be able to\s+|be allowed to\s+)?(.+)$/i.exec(
      text,
    );
  if (!match) return null;
  const [, subject, modal, adverb, rest] = match as unknown as [
    string,
    string,
    string,
    string | undefined,
    string,
  ];
  const plain = subject.replace(/,[^,]{2,80},?$/, '').trim();
  if (
    /\s(?:before|when|if|(?<!\b(?:for|of|in|on|at|to|with|from|by)\s)that|which|who|because|until|while|so)\s/i.test(
      plain,
    )
  )
    return null;
  if (/\b(?:and|or|but)$/i.test(plain)) return null;
  if (/n't$|^(?:who|what|which|how|why)$/i.test(plain) || (/,/.test(plain) && plain.length > 60)) return null;
  if (/;/.test(plain) || (/^needs? to$/i.test(modal) && !/\s/.test(rest.trim()))) return null;
  return compose(plain, adverb?.trim().toLowerCase() ?? '', rest.trim(), {
    ability: /^(?:can|could|may|might|is a|are a)/i.test(modal) || /\bbe (?:able|allowed) to\b/i.test(text),
  });
}

/** "Photos are scaled down": what is done to things is what the team makes the product do. */
function fromPassive(text: string): string | null {
  const passive =
    /^(.{2,80}?)\s+(?:is|are|gets?)\s+(?:then |also |automatically |always )?([a-z]+(?:ed|t|n|d))\b\s*(.*)$/i.exec(
      text,
    );
  const clauseBefore = /^(?:an?|the) [\p{L}-]+ [a-z]{2,}s\b.{3,}\sand\s/iu;
  if (
    passive &&
    !clauseBefore.test(passive[1]!) &&
    !/\b(?:if|when)\b|, and\b|\b(?:that|which|who)(?: \w+){0,1}$/i.test(passive[1]!)
  ) {
    const verb = baseForm(passive[2]!);
    if (
      verb &&
      /(?:ed|shown|sent|kept|written|built|made|drawn|hidden|chosen|given|paid|put|read|set)$/i.test(
        passive[2]!,
      )
    ) {
      return activate(passive[1]!, verb, passive[3]!);
    }
  }
  return null;
}

/** Sentences in the present tense: "The server rejects longer keys", "Photos are scaled down", "Loans run for six weeks". */
function fromPresent(sentence: string): string | null {
  const text = sentence.replace(/(?<!until|by|since)\s(?:therefore|thus|hence|then|also)\s/i, ' ');
  const done = fromPassive(text);
  if (done) return done;
  const words = text.split(' ');
  const opening = openingVerb(words);
  if (opening) return opening;
  const clause = words.findIndex(
    (word, index) =>
      index > 0 && /^(?:when|if|that|which|who|where|because|while|until|whose|unless)$/i.test(word),
  );
  const at = words.findIndex(
    (_word, index) => index > 0 && index < 12 && (clause < 0 || index < clause) && isFiniteVerb(words, index),
  );
  if (at < 1) return null;
  const subject = words.slice(0, at).join(' ');
  const verb = thirdPerson(words[at]!.toLowerCase()) ?? words[at]!.toLowerCase();
  const rest = words.slice(at + 1).join(' ');
  if (/^(?:is|are|has|have)$/i.test(words[at]!)) return `Ensure ${lower(text)}`;
  if (verb === 'get' && /^(?:an?|the|one|its|their|no)\b/i.test(rest) && !people.test(headOf(subject)))
    return `Give ${lower(subject)} ${rest}`;
  if (machine.test(subject)) {
    return keepsSubject(verb, rest) ? `Ensure ${lower(text)}` : `${verb} ${andAlso(rest)}`;
  }
  if (
    /^(?:want|need)$/.test(verb) &&
    people.test(headOf(subject)) &&
    /^(?:the|an?|their|more|some)\b/i.test(rest)
  )
    return `Give ${lower(subject)} ${rest}`;
  if (people.test(headOf(subject)))
    return compose(subject, '', `${verb} ${andAlso(rest)}`, { ability: true });
  return `Ensure ${lower(text)}`;
}

/** "Works offline" → "Work offline"; "Pickers see their route" → "Show pickers their route". */
function openingVerb(words: readonly string[]): string | null {
  if (/^(?:we|you)$/i.test(words[0]!) && startsWithVerb(words.slice(1).join(' ')))
    return words.slice(1).join(' ');
  if (/^they$/i.test(words[0]!) && startsWithVerb(words.slice(1).join(' ')))
    return compose('people', '', words.slice(1).join(' '), { ability: true });
  const first = thirdPerson(words[0]!.toLowerCase());
  if (
    first &&
    (isSureVerb(first) || /^(?:work|run|show|start)$/.test(first)) &&
    !isSureVerb(words[1] ?? '') &&
    !actsAlone(words[1] ?? '', words[2] ?? '') &&
    startsWithVerb(`${first} ${words.slice(1).join(' ')}`) &&
    !(
      first === 'work'
        ? /^(?:of|and|or|&|\(.*)$/i
        : /^(?:to|of|for|in|on|and|or|per|by|from|with|when|after|&|\(.*)$/i
    ).test(words[1] ?? 'of')
  ) {
    return [first, ...words.slice(1)].join(' ');
  }
  for (const at of [1, 2, 3]) {
    const subject = words.slice(0, at).join(' ');
    const rest = words.slice(at).join(' ');
    if (
      /[a-z]s$|people$|staff$/i.test(subject) &&
      people.test(subject) &&
      rest.includes(' ') &&
      startsWithVerb(rest)
    ) {
      return compose(subject, '', rest, { ability: true });
    }
  }
  return null;
}

function isFiniteVerb(words: readonly string[], at: number): boolean {
  const word = words[at]!.toLowerCase();
  if (/^(?:is|are|has|have|runs?|stays?|works?|costs?)$/.test(word)) return true;
  if (at <= 3 && /[^s]s$/.test(words[at - 1]!) && actsAlone(word, words[at + 1] ?? '')) return true;
  const before = words[at - 1]!.toLowerCase();
  if (/^(?:the|an?|of|and|or|to|for|in|by|with|from|all|their|its|every|each)$/.test(before)) return false;
  if (thirdPerson(word) !== null) {
    const next = words[at + 1]?.toLowerCase() ?? '';
    return (
      /^(?:the|an?|all|any|each|every|to|on|in|at|up|back|it|its|their|them|only|one|no|when|if|from|for|with|within|which|how|what|longer|new|stored|\d.*)$/.test(
        next,
      ) ||
      (!/s$/.test(before) && at <= 4 && next !== '' && (!/s$/.test(next) || isSureVerb(baseForm(word)!)))
    );
  }
  return false;
}

/** "stores the key and returns it" → "store the key and return it". */
function andAlso(rest: string): string {
  return rest.replace(
    /\b(and|or|then) ([a-z]+s)\b(?= (?:the|an?|it|them|its|their|to|all|one|any|each|every|how|why|what|when|who|which|where|if|only|no|from|in|on|with|after)\b)/g,
    (whole, joint: string, word: string) => {
      const verb = thirdPerson(word);
      return verb ? `${joint} ${verb}` : whole;
    },
  );
}
