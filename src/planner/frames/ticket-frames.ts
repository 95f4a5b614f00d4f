/** Frames of deeds that generate, list, count and show tickets. */
import type { Select } from '../intent.ts';
import { slotsOf } from '../slots/read-slots.ts';
import { createTicket } from './create-frame.ts';
import { clarify, documentOf, type Frame, one, ownSelect, type Scene, selectOf, textOf } from './scene.ts';

const generate: Frame = (scene) => {
  const { reading, situation } = scene;
  const text = textOf(scene);
  if (fresh.test(text)) return one('regenerate_tickets', { doc: documentOf(scene), mode: 'full' });
  const fromThread =
    situation.inThread && /\b(?:thread|conversation|chat|discussion|messages?|above|convo)\b/.test(text);
  const blocks = slotsOf(reading, 'block').flatMap((slot) => slot.values);
  const types = slotsOf(reading, 'type').flatMap((slot) => slot.values);
  const without =
    /(?<!\w)(?:except|excluding|minus|without|save for|save|with the exception of|less|sans|but not|but no|other than|apart from|skip(?:ping)?|leave out|leaving out|ignor(?:e|ing)|bar|no) (?:for )?(?:the |any )?(?:\w+ )?$/;
  const first = slotsOf(reading, 'block')[0];
  const excluded =
    (first !== undefined && without.test(`${wordsBefore(reading.line.tokens, first.from)} `)) ||
    sparedAfter.test(text);
  const persona = /persona/.test(text) && slotsOf(reading, 'payload').length > 0;
  const asBlocks = persona
    ? []
    : blocks.length > 0 && types.includes('story')
      ? ['user_story', ...blocks]
      : blocks;
  const section = sectionOf(scene);
  const priorities = slotsOf(reading, 'priority').flatMap((slot) => slot.values);
  const agent = slotsOf(reading, 'agent')[0];
  return one('generate_tickets', {
    doc: fromThread ? 'thread' : documentOf(scene),
    ...(asBlocks.length > 0 && !section
      ? excluded
        ? { exclude_types: asBlocks }
        : { types: unique(asBlocks) }
      : {}),
    ...(asBlocks.length === 0 && types.length > 0 && types[0] !== 'task' && !onePer.test(text)
      ? { type: types[0] }
      : {}),
    ...(priorities.length > 0 ? { priority: unique(priorities) } : {}),
    ...(section ? { section } : {}),
    ...sizes(text),
    ...(agent ? { agent: agent.name } : {}),
    ...extras(scene),
  });
};

/** "The risks need not be considered", "from the risks please no tickets". */
const sparedAfter =
  /\b(?:leave (?:the |out )*\w+ out|need not|needn't|don't need|not needed|need no|no need|can be (?:left out|skipped|ignored)|(?:should|shall|may|must) (?:not be|be (?:left out|skipped|ignored|excluded))|not to be|are out|stay out|left out|please no tickets|no tickets)\b/;

/** Words that ask for all tickets to be made again. */
const fresh =
  /\b(?:from scratch|anew|afresh|start over|clean slate|slate clean|from zero|all over again|(?:throw|toss|chuck) (?:them|it|everything|these|those|all).{0,12}(?:away|out))\b/;

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
    /coars|big rocks|big (?:ones|tickets|pieces)|rough|grob|high[- ]level|chunky|broad|bigger tickets|larger|not too granular|less granular|too granular|one (?:ticket|issue) per feature|big-picture|not too detailed|fewer/.test(
      text,
    );
  const fine =
    /fine[- ]?grain|granular|small(?:er)? (?:tickets|pieces|chunks)|bite[- ]?size|detailed tickets|tiny|as small as|small ones/.test(
      text,
    );
  return {
    ...(limit ? { max: numbers[limit[1]!] ?? Number(limit[1]) } : {}),
    ...(coarse ? { granularity: 'coarse' } : fine ? { granularity: 'fine' } : {}),
    ...(/gherkin|given[ /-]*when[ /-]*then|bdd/.test(text) ? { ac_format: 'gherkin' } : {}),
  };
}

const numbers: Record<string, number> = {
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
};

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

const regenerate: Frame = (scene) => {
  const { detail } = scene;
  const select = selectOf(scene, ['block', 'type', 'doc']);
  const wide = select === null || select.all || select.priority;
  if ((detail === 'full' || fresh.test(textOf(scene))) && (wide || select.last))
    return one('regenerate_tickets', { doc: documentOf(scene), mode: 'full' });
  if (detail === 'diff' && (wide || select?.last))
    return one('regenerate_tickets', { doc: documentOf(scene), mode: 'diff' });
  const instruction = instructionOf(scene);
  if (select) return one('regenerate_tickets', { select, ...(instruction ? { instruction } : {}) });
  if (detail === 'select' && scene.situation.focus.length > 0)
    return one('regenerate_tickets', { select: { last: true }, ...(instruction ? { instruction } : {}) });
  if (detail === 'select')
    return one('regenerate_tickets', { select: { all: true }, ...(instruction ? { instruction } : {}) });
  return one('regenerate_tickets', { doc: documentOf(scene), mode: detail === 'full' ? 'full' : 'diff' });
};

/** What should be different this time, in the person's words. */
function instructionOf({ reading }: Scene): string | null {
  const source = reading.line.written(0, reading.line.tokens.length);
  const match =
    source.match(/\bin ((?:simpler|plain|clearer|fewer|other|friendlier|normal|easier) \w+)/i) ??
    source.match(/\b(?:with|w\/)\s+(?!this|these|the (?:new|latest|updated))((?:[^.!?]|\.(?=\d))+)/i) ??
    source.match(/\b(?:to|and|so (?:that )?it|should)\s+(mention\s+[^.!?]+)/i) ??
    source.match(/,\s*((?:it|they|this time|but|make)\s+[^.!?]+)/i) ??
    source.match(/\bin ((?:simple|easy|plainer|short|fewer|other|our|everyday) \w+)/i) ??
    source.match(/^\W*\w+ (?:#|T-)?\d+\s*,\s*(?!please|pls|thanks|and\b|then\b)(\S+ .+?)[.!]*$/i) ??
    source.match(
      /\b(more detail|more simple|less fluff|shorter|in plain \w+|plain english|less jargon|rewrite titles?|more detailed|less technical|simpler)\b/i,
    );
  if (match) return match[1]!.replace(/^in (?=plain)/i, '').trim();
  return /titles/.test(source) ? 'rewrite titles' : null;
}

const list: Frame = (scene) => {
  if (scene.situation.hasBoard && /\bboard\b/.test(textOf(scene))) return one('show_board');
  const doc = documentOf(scene);
  if (doc !== 'active' && /\btickets (?:of|for|from|in)\b/.test(textOf(scene)) && !ownSelect(scene)) {
    return one('list_tickets', { select: { all: true }, doc });
  }
  const blocks = slotsOf(scene.reading, 'block').flatMap((slot) => slot.values);
  const select = ownSelect(scene);
  if (select && !select.all && !select.last) return one('list_tickets', { select: withoutStrays(select) });
  if (blocks.length > 0) return one('list_tickets', { select: { block: blocks } });
  const query = queryOf(scene);
  if (query) return one('list_tickets', { select: { query } });
  return one('list_tickets', { select: select?.last ? { last: true } : { all: true } });
};

function withoutStrays(select: Select): Select {
  const { last: _last, focus_rest: _rest, ...kept } = select;
  return kept;
}

/** What is searched for, when no title has it. */
function queryOf(scene: Scene): string | null {
  const match = textOf(scene).match(
    /(?:find|search(?: for)?|grep|look(?:ing)? for|about|regarding|related to|concern(?:s|ing)?|mention(?:s|ing)?|anything on|anything for|ticket for|tickets for|tickets on|to do with|covering|touch(?:es|ing)?|involving|deal(?:s|ing)? with|where(?:'s| is) the) (?:the |a |an |any )?([^?.!,]+)/,
  )?.[1];
  const quoted = slotsOf(scene.reading, 'payload')[0]?.value;
  if (quoted) return quoted.toLowerCase();
  const bare = match
    ?.replace(
      /\b(?:tickets?|stor(?:y|ies)|issues?|one|please|yet|already|by any chance|in the backlog|the backlog|somewhere|stuff|one page|page|already|regarding)\b/g,
      '',
    )
    .trim();
  const short = bare?.replace(/ (?:\w+ing|that|which|when|not|where|in case|so|being|already) .*$/, '');
  return short && short.split(' ').length <= 4 && !/^(?:all|everything|payload)$/.test(short) ? short : null;
}

const count: Frame = (scene) => {
  const text = textOf(scene);
  const blocks = slotsOf(scene.reading, 'block').flatMap((slot) => slot.values);
  if (blocks.length > 0 && !/\b(?:tickets?|issues?)\b/.test(text))
    return one('show_blocks', { doc: documentOf(scene), types: blocks });
  const ways = [...text.matchAll(/\b(?:by|per) (status|priority|assignee|type|label|person|owner|epic)\b/g)];
  if (ways.length > 1)
    return ways.flatMap(([, way]) =>
      one('count_tickets', { by: /person|owner/.test(way!) ? 'assignee' : way }),
    );
  const by =
    text.match(
      /\b(?:by|per|for each|grouped by|across|split by|breakdown of|down by) (?:the )?(status|priority|assignee|type|label|person|owner|state|epic)/,
    )?.[1] ??
    text.match(/\b(status|priority|assignee|type|label|owner|person)[- ]wise\b/)?.[1] ??
    (/ vs\.? | versus |\bhow (?:urgent|important)\b/.test(text) ? 'priority' : undefined);
  if (by)
    return one('count_tickets', {
      by: by === 'person' || by === 'owner' ? 'assignee' : by === 'state' ? 'status' : by,
    });
  const select = ownSelect(scene);
  return one('count_tickets', { select: select && !select.last ? select : { all: true } });
};

const show: Frame = (scene) => {
  const select =
    selectOf(scene, ['priority', 'status', 'person', ...loneType(scene)]) ??
    (scene.situation.focus.length > 0 ? { last: true } : null);
  if (!select) return clarify('tickets', { tool: 'show_ticket', args: {} });
  const field = fields.find(([, words]) => words.test(textOf(scene)))?.[0];
  return one('show_ticket', { select, ...(field ? { field } : {}) });
};

/** "What's the story with 3": a type beside a number is no filter. */
function loneType({ reading }: Scene): 'type'[] {
  return reading.slots.some((slot) => /^(?:ids|ordinal|pronoun)$/.test(slot.kind)) ? ['type'] : [];
}

const fields: [string, RegExp][] = [
  ['acceptance', /acceptance|criteria|\bac\b/],
  ['description', /\bdescription\b/],
];

function unique(values: string[]): string[] {
  return [...new Set(values)];
}

export const ticketFrames: Record<string, Frame> = {
  generate_tickets: generate,
  regenerate_tickets: regenerate,
  list_tickets: list,
  count_tickets: count,
  show_ticket: show,
  create_ticket: createTicket,
};
