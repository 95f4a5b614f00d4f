/** The frame that makes tickets from a document: from which parts, of which kind, how many and how fine. */
import { slotsOf } from '../slots/read-slots.ts';
import { numberOf } from '../words/number-words.ts';
import { documentOf, type Frame, one, type Scene, textOf } from './scene.ts';

export const generate: Frame = (scene) => {
  const { reading, situation } = scene;
  const text = textOf(scene);
  if (startsOver(text)) return one('regenerate_tickets', { doc: documentOf(scene), mode: 'full' });
  const fromThread =
    situation.inThread &&
    /\b(?:thread|conversation|chat|discussion|messages?|above|convo|up here|we (?:just )?(?:said|discussed|talked about))\b/.test(
      text,
    );
  const section = sectionOf(scene);
  const priorities = slotsOf(reading, 'priority').flatMap((slot) => slot.values);
  const agent = slotsOf(reading, 'agent')[0];
  return one('generate_tickets', {
    doc: fromThread ? 'thread' : documentOf(scene),
    ...kinds(scene, section),
    ...(priorities.length > 0 ? { priority: [...new Set(priorities)] } : {}),
    ...(section ? { section } : {}),
    ...sizes(text),
    ...(agent ? { agent: agent.name } : {}),
    ...extras(scene),
  });
};

/** Which blocks they come from, or what kind of tickets is to come out. */
function kinds(scene: Scene, section: string | null): Record<string, unknown> {
  const text = textOf(scene);
  const types = slotsOf(scene.reading, 'type').flatMap((slot) => slot.values);
  const blocks = blocksOf(scene, types);
  if (blocks.length === 0)
    return types.length > 0 && types[0] !== 'task' && !onePer.test(text) ? { type: types[0] } : {};
  if (section) return {};
  if (isExcluded(scene)) return { exclude_types: blocks };
  // "User stories" are what is to come out, unless other blocks stand beside them or the words say "from" them.
  if (blocks.join() === 'user_story' && !sourced.test(text)) return { type: 'story' };
  return { types: [...new Set(blocks)] };
}

function blocksOf({ reading }: Scene, types: readonly string[]): string[] {
  if (/persona/.test(reading.line.text) && slotsOf(reading, 'payload').length > 0) return [];
  const blocks = slotsOf(reading, 'block').flatMap((slot) => slot.values);
  return blocks.length > 0 && types.includes('story') ? ['user_story', ...blocks] : blocks;
}

function isExcluded({ reading }: Scene): boolean {
  const first = slotsOf(reading, 'block')[0];
  return (
    (first !== undefined && without.test(`${wordsBefore(reading.line.tokens, first.from)} `)) ||
    sparedAfter.test(reading.line.text)
  );
}

const without =
  /(?<!\w)(?:except|excluding|minus|without|save for|save|with the exception of|less|sans|but not|but no|(?:everything|all|anything) but|other than|apart from|skip(?:ping)?|leave out|leaving out|ignor(?:e|ing)|bar|no) (?:for )?(?:the |any )?(?:\w+ )?$/;

const sourced =
  /\b(?:from|for|of|based on|out of) (?:all |only |just )?(?:the |our |its |these |those )*user[- ]stor(?:y|ies)\b|\btickets?\b.*\buser[- ]stor/;

/** "The risks need not be considered", "from the risks please no tickets". */
const sparedAfter =
  /\b(?:leave (?:the |out )*\w+ out|need not|needn't|don't need|not needed|need no|no need|can be (?:left out|skipped|ignored)|(?:should|shall|may|must) (?:not be|be (?:left out|skipped|ignored|excluded))|not to be|are out|stay out|left out|please no tickets|no tickets)\b/;

/** Words that ask for all tickets to be made again. */
const fresh =
  /\b(?:from scratch|anew|afresh|start over|clean slate|slate clean|from zero|all over again|(?:throw|toss|chuck) (?:them|it|everything|these|those|all).{0,12}(?:away|out))\b/;

/** True when all tickets are to be made again. */
export function startsOver(text: string): boolean {
  return fresh.test(text);
}

const onePer = /one (?:ticket|issue) per|per feature|per epic/;

function sizes(text: string): Record<string, unknown> {
  const limit =
    text.match(
      /(?:at most|max(?:imum)?(?: of)?|no more than|up to|not more than|under|limit(?:ed|ing)?(?: (?:it|them|the count|the number))?(?: to)?|restrict\w*(?: (?:it|them|the count|the number))? to|maximal|höchstens|keep(?: it| them)? (?:to|under|below)|cap(?:ped)?(?: it| them)? (?:at|to)|~|about|around|roughly|fewer than|like|only|or so|top) ?(\d{1,3}|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)(?!\w)/,
    ) ??
    text.match(
      /(?<!\w)(\d{1,2}|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty) (?:at (?:the )?(?:very )?most|max(?:imum)?|tops|or fewer|or less)/,
    ) ??
    text.match(
      /(?<!\w)(\d{1,3}|ten|twelve|five|six|seven|eight|fifteen|twenty)(?: [\w-]+){0,2} (?:tickets|issues|stories|items|max)/,
    );
  const coarse =
    tooFine.test(text) ||
    /coars|big rocks|big (?:ones|tickets|pieces)|rough|grob|high[- ]level|chunky|broad|bigger tickets|larger|not too granular|less granular|too granular|one (?:ticket|issue) per feature|big-picture|not too detailed|fewer/.test(
      text,
    );
  const fine =
    !coarse &&
    /fine[- ]?grain|granular|small(?:er)? (?:tickets|pieces|chunks)|bite[- ]?size|detailed tickets|tiny|as small as|small ones/.test(
      text,
    );
  return {
    ...(limit ? { max: numberOf(limit[1]!) } : {}),
    ...(coarse ? { granularity: 'coarse' } : fine ? { granularity: 'fine' } : {}),
    ...(/gherkin|given[ /-]*when[ /-]*then|bdd/.test(text) ? { ac_format: 'gherkin' } : {}),
  };
}

/** "Not too tiny", "nothing super granular". */
const tooFine =
  /\b(?:not|nothing|no|n't|without|avoid|less|too|instead of)\b(?: \w+){0,3} (?:tiny|small|fine|fine-grained|granular|little|detailed|micro\w*|nitty-gritty)\b/;

function extras(scene: Scene): Record<string, unknown> {
  const text = textOf(scene);
  const team = text.match(
    /for (?:the )?(backend|frontend|front-end|mobile|web|design|qa|platform|data|infra|ios|android|growth)(?: (?:team|squad|folks|guys|devs|crew))/,
  )?.[1];
  const phase = text.match(
    /(?<!\w)(phase|milestone|release|iteration|wave) (\d+|one|two|three|[ivx]+)(?!\w)/,
  );
  const persona = /persona/.test(text) ? slotsOf(scene.reading, 'payload')[0]?.value : undefined;
  return {
    ...(team ? { team } : {}),
    ...(phase ? { milestone: `${phase[1]} ${phase[2]}` } : {}),
    ...(persona ? { persona } : {}),
  };
}

/** A heading of the document: quoted, or named before "section". */
function sectionOf(scene: Scene): string | null {
  const { reading } = scene;
  const text = textOf(scene);
  if (/persona/.test(text)) return null;
  const quoted = slotsOf(scene.reading, 'payload').find((slot) => slot.form === 'quote');
  if (quoted) return quoted.value.toLowerCase();
  if (slotsOf(scene.reading, 'block').length > 0) return null;
  const named =
    reading.source
      .match(
        /\b(?:section|chapter|part|abschnitt|kapitel) (?:about |on |called |named )?(?:the )?([A-ZÄÖÜ][\w-]+(?: [A-Z][\w-]+)*)/u,
      )?.[1]
      ?.toLowerCase() ??
    text.match(
      /(?:the |our )(?:section|chapter|part|bit) (?:about|on|called|named|regarding) (?:the )?([\w-]+)/,
    )?.[1] ??
    text.match(
      /(?:the |our )(?!other)([\w-]+(?: [\w-]+){0,2}) (?:section|chapter|part|heading|bit)(?!\w)/,
    )?.[1];
  return named
    ? named
        .split(' ')
        .filter((word) => !/^(?:for|of|from|the|in|tickets)$/.test(word))
        .join(' ')
    : null;
}

function wordsBefore(tokens: readonly { word: string }[], at: number): string {
  return tokens
    .slice(Math.max(0, at - 4), at)
    .map((token) => token.word)
    .join(' ');
}
