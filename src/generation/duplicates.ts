/** Which of many texts say the same as a ticket, and the words that say so: lexical, without a model, the same every time. */
import { areRivals, isWeak, readTerms } from './duplicate-words.ts';

/** A ticket or an issue as far as comparing needs it. */
export type Comparable = { id: string; title: string; text: string };

/** `score` in 0…1. Strong ones are worth a person's decision, others worth a look. `words` as the ticket has them. */
export type Likeness = { id: string; score: number; strong: boolean; words: string[] };

export type DuplicateIndex = {
  /** The most alike first, at most `most`; what shares no telling word is never among them. */
  likest(
    ticket: Omit<Comparable, 'id'>,
    options: { most: number; except?: (id: string) => boolean },
  ): Likeness[];
};

/** At least this much is alike where two titles name the same deed on the same thing. */
const strongFrom = 0.56;
/** From here on a single telling word is enough. */
const certainFrom = 0.75;
const worthShowingFrom = 0.4;
/** Of so many, the ones that share most are compared in full. */
const comparedInFull = 60;
/** As if that many other tickets existed, so that in a small tracker no word is rare by accident. */
const background = 30;
const weakWeight = 0.3;
/** A compound meets its part: "Rechnungsexport" and "Export". */
const partWeight = 0.75;
const rivalry = 0.55;
/** What a title does not say and its text does is not missing. */
const heldElsewhere = 0.3;
const longestText = 2000;

type Profile = {
  id: string;
  title: Map<string, string>;
  whole: Map<string, number>;
  plain: string;
  numbers: string;
};

export function createDuplicateIndex(texts: readonly Comparable[]): DuplicateIndex {
  const profiles = texts.map(profileOf);
  const holding = new Map<string, Profile[]>();
  for (const profile of profiles) {
    for (const stem of profile.whole.keys()) {
      const holders = holding.get(stem);
      if (holders) holders.push(profile);
      else holding.set(stem, [profile]);
    }
  }
  const weigh = (stem: string) => {
    const rarity = Math.log(1 + (profiles.length + background) / (1 + (holding.get(stem)?.length ?? 0)));
    return isWeak(stem) ? rarity * weakWeight : rarity;
  };
  return {
    likest(ticket, { most, except = () => false }) {
      const asked = profileOf({ ...ticket, id: '' });
      return nearest(asked, holding, weigh)
        .filter(({ id }) => !except(id))
        .map((profile) => compare(asked, profile, weigh))
        .filter(
          ({ score, words }) => score >= worthShowingFrom && words.length > (score >= certainFrom ? 0 : 1),
        )
        .sort((one, other) => other.score - one.score || one.id.localeCompare(other.id))
        .slice(0, most);
    },
  };
}

type Weigh = (stem: string) => number;

function profileOf({ id, title, text }: Comparable): Profile {
  const whole = new Map<string, number>();
  const words = new Map<string, string>();
  for (const { stem, word } of readTerms(title)) {
    words.set(stem, words.get(stem) ?? word);
    whole.set(stem, 2);
  }
  for (const { stem } of readTerms(text.slice(0, longestText))) whole.set(stem, (whole.get(stem) ?? 0) + 1);
  const plain = [...words.keys()].sort().join(' ');
  return { id, title: words, whole, plain, numbers: numbersIn(title) };
}

/** Two titles that differ in a number alone are two tickets: "Step 1", "Step 2". */
function numbersIn(title: string): string {
  return (title.match(/\d+/g) ?? []).join(' ');
}

/** Those that share the most with the title, the rare words first; found without looking at the rest. */
function nearest(asked: Profile, holding: ReadonlyMap<string, readonly Profile[]>, weigh: Weigh): Profile[] {
  const shared = new Map<Profile, number>();
  for (const stem of asked.whole.keys()) {
    if (isWeak(stem)) continue;
    const weight = weigh(stem) * (asked.title.has(stem) ? 3 : 1);
    for (const holder of holding.get(stem) ?? []) shared.set(holder, (shared.get(holder) ?? 0) + weight);
  }
  return [...shared]
    .sort((one, other) => other[1] - one[1])
    .slice(0, comparedInFull)
    .map(([profile]) => profile);
}

function compare(asked: Profile, other: Profile, weigh: Weigh): Likeness {
  const titles = compareTitles(asked, other, weigh);
  const crossed = Math.min(heldBy(asked.title, other.whole, weigh), heldBy(other.title, asked.whole, weigh));
  const alike = cosine(asked.whole, other.whole, weigh);
  const same = asked.plain !== '' && asked.plain === other.plain && asked.numbers === other.numbers;
  const blended = 0.55 * titles.score + 0.25 * crossed + 0.2 * alike;
  const differ = asked.numbers !== other.numbers && asked.numbers !== '' && other.numbers !== '';
  const against = areRivals(new Set(asked.title.keys()), new Set(other.title.keys())) || differ;
  const score = same ? 1 : against ? blended * rivalry : blended;
  return {
    id: other.id,
    score,
    strong: score >= strongFrom && (titles.telling >= 2 || score >= certainFrom),
    words: titles.words,
  };
}

/** What only one title says counts little while the other says nothing of its own: it is merely longer. */
function compareTitles(asked: Profile, other: Profile, weigh: Weigh) {
  const shared = [...asked.title].flatMap(([stem, word]) => {
    const partner = partnerOf(stem, other.title);
    if (partner === null) return [];
    return [{ stem, word, partner, weight: weigh(stem) * (partner === stem ? 1 : partWeight) }];
  });
  const met = new Set(shared.flatMap(({ stem, partner }) => [stem, partner]));
  const common = shared.reduce((sum, { weight }) => sum + weight, 0);
  const mine = missingFrom(other, asked, met, weigh);
  const theirs = missingFrom(asked, other, met, weigh);
  const apart = mine.telling && theirs.telling ? 0.9 : 1;
  const [less, more] = [mine.weight, theirs.weight].sort((one, two) => one - two) as [number, number];
  const telling = shared.filter(({ stem }) => !isWeak(stem)).sort((one, two) => two.weight - one.weight);
  const words = [...new Set(telling.map(({ word }) => word))].slice(0, 6);
  return {
    score: (apart * common) / (common + 0.9 * less + 0.25 * more || 1),
    telling: telling.length,
    words,
  };
}

/** What `one` does not say of the other's title; `telling` where it names a thing that `one` is not about at all. */
function missingFrom(one: Profile, { title }: Profile, met: ReadonlySet<string>, weigh: Weigh) {
  const missing = [...title.keys()].filter((stem) => !met.has(stem));
  const weight = missing.reduce(
    (sum, stem) => sum + weigh(stem) * (one.whole.has(stem) ? heldElsewhere : 1),
    0,
  );
  return { weight, telling: missing.some((stem) => !isWeak(stem) && !one.whole.has(stem)) };
}

/** The word itself, or one that it is part of or that is part of it. */
function partnerOf(stem: string, words: ReadonlyMap<string, unknown>): string | null {
  if (words.has(stem)) return stem;
  for (const other of words.keys()) if (isPart(stem, other) || isPart(other, stem)) return other;
  return null;
}

function isPart(part: string, whole: string): boolean {
  return part.length >= 5 && whole.length > part.length && whole.includes(part);
}

/** The share of a title's weight that another text holds. */
function heldBy(
  title: ReadonlyMap<string, unknown>,
  whole: ReadonlyMap<string, unknown>,
  weigh: Weigh,
): number {
  let [held, all] = [0, 0];
  for (const stem of title.keys()) {
    all += weigh(stem);
    if (partnerOf(stem, whole) !== null) held += weigh(stem);
  }
  return all === 0 ? 0 : held / all;
}

function cosine(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>, weigh: Weigh): number {
  let dot = 0;
  for (const [stem, times] of one) dot += damp(times) * damp(other.get(stem) ?? 0) * weigh(stem) ** 2;
  return dot === 0 ? 0 : dot / (lengthOf(one, weigh) * lengthOf(other, weigh));
}

function lengthOf(counts: ReadonlyMap<string, number>, weigh: Weigh): number {
  let sum = 0;
  for (const [stem, times] of counts) sum += (damp(times) * weigh(stem)) ** 2;
  return Math.sqrt(sum);
}

/** The tenth mention of a word says little more than the third. */
function damp(times: number): number {
  return times === 0 ? 0 : 1 + Math.log(times);
}
