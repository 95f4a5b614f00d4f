/** Frames of deeds that make again, list, count and show tickets. */
import type { Select } from '../intent.ts';
import { slotsOf } from '../slots/read-slots.ts';
import { createTicket } from './create-frame.ts';
import { generate, startsOver } from './generate-frame.ts';
import { clarify, documentOf, type Frame, one, ownSelect, type Scene, selectOf, textOf } from './scene.ts';

const regenerate: Frame = (scene) => {
  const { detail } = scene;
  const select = selectOf(scene, ['block', 'type', 'doc']);
  const wide = select === null || select.all || select.priority;
  if ((detail === 'full' || startsOver(textOf(scene))) && (wide || select.last))
    return one('regenerate_tickets', { doc: documentOf(scene), mode: 'full' });
  if (detail === 'diff' && (wide || select?.last))
    return one('regenerate_tickets', { doc: documentOf(scene), mode: 'diff' });
  const instruction = instructionOf(scene);
  const asked = instruction ? { instruction } : {};
  if (select)
    return one('regenerate_tickets', { select: instruction ? withoutTopic(select) : select, ...asked });
  if (detail !== 'select')
    return one('regenerate_tickets', { doc: documentOf(scene), mode: detail === 'full' ? 'full' : 'diff' });
  const shown: Select = scene.situation.focus.length > 0 ? { last: true } : { all: true };
  return one('regenerate_tickets', { select: shown, ...asked });
};

/** "Redo 6 with the bit about saved addresses": the words of the wish name no further ticket. */
function withoutTopic({ or, ...select }: Select): Select {
  return or && !select.ids ? { ...select, or } : select;
}

/** What should be different this time, in the person's words. */
function instructionOf({ reading }: Scene): string | null {
  const source = reading.line.written(0, reading.line.tokens.length);
  const match =
    source.match(
      /\bso (?:that )?((?:it|they|the \w+|an? \w+|he|she|we|people|anyone|someone|everyone) (?:[^.!?]|\.(?=\d))+)/i,
    ) ??
    source.match(/\bso as to ((?:[^.!?]|\.(?=\d))+)/i) ??
    source.match(
      /\b(?:make|get|have) (?:it|them|that|this|these|those|(?:#|T-)?\d+|the \w+)(?: (?:a (?:bit|little|lot|touch|tad)|much|way|slightly|sound|read|be|again|all|please))* ((?:(?:more|less|not so|not as|sound|simple|plain|short) )?(?!a\b|an\b|the\b|p[0-3]\b)[a-z]+(?:er|ier|ful|al|ly|ive|able)?(?: (?:and|but) (?:(?:more|less) )?[a-z]+)?)(?=\s*[.!?,]|\s*$|\s+please)/i,
    ) ??
    source.match(/\bin ((?:simpler|plain|clearer|fewer|other|friendlier|normal|easier) \w+)/i) ??
    source.match(/\b(?:with|w\/)\s+(?!this|these|the (?:new|latest|updated))((?:[^.!?]|\.(?=\d))+)/i) ??
    source.match(
      /\b(?:to|and|should|must|needs to|has to)\s+((?:mention|include|cover|reference|refer to|emphasi[sz]e|focus on|stress|list|spell out|explain|state|say)\s+(?:[^.!?]|\.(?=\d))+)/i,
    ) ??
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
  const spared = select?.all ? select.except : undefined;
  if (spared?.status && Object.keys(spared).length === 1)
    return one('list_tickets', { select: { not_status: spared.status } });
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
    /(?:find|search(?: for)?|grep|look(?:ing)? for|about|regarding|related to|concern(?:s|ing)?|mention(?:s|ing)?|(?:anything|something) (?:on|for|about|like)|ticket for|tickets for|tickets on|to do with|covering|touch(?:es|ing)?|involving|deal(?:s|ing)? with|where(?:'s| is) the) (?:the |a |an |any )?([^?.!,]+)/,
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
  const field = scene.detail ?? fields.find(([, words]) => words.test(textOf(scene)))?.[0];
  return one('show_ticket', { select, ...(field ? { field } : {}) });
};

/** "What's the story with 3": a type beside a number is no filter. */
function loneType({ reading }: Scene): 'type'[] {
  return reading.slots.some((slot) => /^(?:ids|ordinal|pronoun)$/.test(slot.kind)) ? ['type'] : [];
}

const fields: [string, RegExp][] = [
  ['acceptance', /acceptance|criteria|\bac\b/],
  ['assignee', /^who(?:'s| is| has| owns)?\b|\bwho (?:has|owns|is on)\b/],
  ['description', /\bdescription\b/],
];

export const ticketFrames: Record<string, Frame> = {
  generate_tickets: generate,
  regenerate_tickets: regenerate,
  list_tickets: list,
  count_tickets: count,
  show_ticket: show,
  create_ticket: createTicket,
};
