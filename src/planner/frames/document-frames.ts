/** Frames of deeds on documents: take in, list, choose, show and edit blocks, summarise, check, compare, questions. */
import { slotsOf } from '../slots/read-slots.ts';
import { numberOf } from '../words/number-words.ts';
import { clarify, documentOf, type Frame, one, type Scene, textOf } from './scene.ts';

const ingest: Frame = (scene) => {
  const { reading, situation } = scene;
  const url = slotsOf(reading, 'url')[0];
  const pasted = slotsOf(reading, 'payload').some((slot) => slot.form === 'code');
  const path = slotsOf(reading, 'path')[0];
  const source =
    situation.attachments.length > 0
      ? 'attachment'
      : url
        ? { url: url.value }
        : pasted
          ? 'paste'
          : path
            ? { path: path.value }
            : situation.inThread
              ? 'thread'
              : null;
  if (!source) return clarify('doc');
  return one('ingest_document', { doc: source, ...replaced(scene), ...notes(scene) });
};

function replaced(scene: Scene): Record<string, unknown> {
  const isNewer =
    /(?<!\w)(?:new(?:er|est)? (?:version|revision|rev|draft|cut|edition)|updated|rev(?:ised|ision)?|v\d|replaces?|overwrite|supersedes?|latest (?:version|revision|rev)|instead of the old|version (?:two|three|\d)|second version|update of|amended|right one|glow up|new file|newer|fresh(?:er)? (?:copy|version|cut)|wrong version|reworked|new one of|(?:old|earlier|other) (?:one )?for this|counts now|changed|obsolete|superseded)(?!\w)/.test(
      textOf(scene),
    );
  const document = slotsOf(scene.reading, 'doc').find((slot) => slot.id !== null);
  return isNewer && document?.id ? { replaces: document.id } : {};
}

const skipQuestion: Frame = ({ reading }) => {
  const ids = slotsOf(reading, 'ids')[0]?.ids;
  return ids ? one('skip_question', { question: { ids } }) : clarify('tickets');
};

function notes(scene: Scene): Record<string, unknown> {
  const names = [scene.reading.source, ...scene.situation.attachments].join(' ').toLowerCase();
  return /\b(?:notes?|minutes|mins|mom|scribbles|transcript|retro|action items|jottings|huddle|meeting|what (?:we|everyone|they) (?:all )?said)\b/.test(
    names.replace(/[-_.]/g, ' '),
  )
    ? { kind: 'notes' }
    : {};
}

const selectDocument: Frame = (scene) => {
  const doc = documentOf(scene);
  return typeof doc === 'string' && doc !== 'active' ? one('select_document', { doc }) : clarify('doc');
};

const showBlocks: Frame = (scene) => {
  const types = blockTypes(scene);
  const meant = paraphrased.find(([, words]) => words.test(textOf(scene)))?.[0];
  const kinds = types.length > 0 ? types : meant ? [meant] : [];
  return one('show_blocks', { doc: documentOf(scene), ...(kinds.length > 0 ? { types: kinds } : {}) });
};

/** Kinds of blocks asked for in other words: "who is it for", "what will we not do". */
const paraphrased: [string, RegExp][] = [
  [
    'persona',
    /\bwho(?:m|'s| is| are| do| did| will)?\b.{0,30}\b(?:for|aimed at|users?|use|using|building)\b/,
  ],
  [
    'non_goal',
    /\b(?:not|n't|never|won't)\b.{0,20}\b(?:do|doing|build|building|cover|promis\w+|part of)\b|\bout of scope\b/,
  ],
  ['metric', /\b(?:how|what|which)\b.{0,25}\b(?:measure\w*|success|succeed\w*|numbers|targets|figures)\b/],
  ['risk', /\bwrong\b|\bdangers?\b|\bworr\w+\b/],
  ['milestone', /\bdeadlines?\b|\bdates\b/],
];

function blockTypes(scene: Scene): string[] {
  const named = slotsOf(scene.reading, 'block').flatMap((slot) => slot.values);
  const stories = slotsOf(scene.reading, 'type').flatMap((slot) =>
    slot.values.includes('story') ? ['user_story'] : [],
  );
  return [...new Set([...named, ...stories])];
}

const summarize: Frame = (scene) => {
  const text = textOf(scene);
  const audience = audiences.find(([, words]) => words.test(text))?.[0];
  const length = text.match(
    /(\d+|one|two|three|four|five|six|zwei|drei|vier|deux|trois|dos|tres|dois|três|a couple of|a few|single)[- ]?(bullets?|sentences?|paragraphs?|paras?|lines?|words?|(?:bullet |dot )?points?)/,
  );
  return one('summarize_document', {
    doc: documentOf(scene),
    ...(audience ? { audience } : {}),
    ...(length ? { length: `${counted(length[1]!)} ${plural(length[2]!)}` } : {}),
  });
};

function plural(unit: string): string {
  const noun = unit.replace(/(?:bullet |dot )?points?/, 'bullets');
  if (/^paras?$/.test(noun)) return 'paragraph';
  return noun === 'paragraph' || noun.endsWith('s') ? noun : `${noun}s`;
}

const audiences: [string, RegExp][] = [
  [
    'exec',
    /\b(?:execs?|executives?|leadership|c-level|board|ceo|vp|management|c-suite|steerco|directors?|boss|managers?|chief|president)\b/,
  ],
  ['engineering', /\b(?:engineering|engineers?|eng|devs?|developers?)\b/],
  ['design', /\b(?:designers?|design)\b/],
  ['sales', /\bsales\b/],
  ['marketing', /\bmarketing\b/],
  ['support', /\b(?:for|to) (?:the )?support\b/],
  ['qa', /\b(?:qa|testers?)\b/],
  ['client', /\bclients?\b/],
  ['customers', /\bcustomers?\b/],
];

function counted(word: string): string {
  return String(word === 'single' ? 1 : (numberOf(word) ?? word));
}

const lint: Frame = (scene) => one('lint_document', { doc: documentOf(scene) });

const diff: Frame = (scene) => {
  const text = textOf(scene);
  const versions = [...text.matchAll(/\bv ?(\d+(?:\.\d+)?)\b|\bversions? (\d+)|\brev ?([a-z\d])\b/g)].map(
    (match) => `v${match[1] ?? match[2] ?? match[3]}`,
  );
  const both = text.match(/versions? (\d+) and (\d+)/);
  const pair = both ? [`v${both[1]}`, `v${both[2]}`] : versions;
  const since = slotsOf(scene.reading, 'date')[0]?.value ?? sinceWhen.exec(text)?.[1];
  return one('diff_document', {
    doc: documentOf(scene),
    ...(pair.length >= 2 ? { from: pair[0], to: pair[1] } : {}),
    ...(since ? { since } : {}),
    ...(scene.detail === 'impact' ? { impact: true } : {}),
  });
};

const sinceWhen =
  /\bsince (?:the |our )?((?:last|previous) (?!time)\w+|(?:mon|tues?|wed|thu|thurs|fri|sat|sun)(?!\w))/;

const openQuestions: Frame = (scene) => one('list_open_questions', { doc: documentOf(scene) });

const answerQuestion: Frame = (scene) => {
  const { reading } = scene;
  const ids = slotsOf(reading, 'ids')[0]?.ids;
  const query = slotsOf(reading, 'query')[0]?.value;
  const answer = dictated(scene) ?? afterWords(scene);
  if (!answer) return clarify('answer');
  const question = ids?.length ? { ids } : query ? { query } : null;
  return question ? one('answer_question', { question, answer }) : clarify('tickets');
};

/** The answer when no colon announces it: what follows the question's name. */
function afterWords({ reading }: Scene): string | null {
  const labelled = reading.source.match(
    /^\W*(?:(?:re|on|about|regarding|for|as for|concerning) )?(?:the )?[\w #-]{1,30}:\s+(.+?)[.!]?$/i,
  )?.[1];
  if (labelled && !/^(?:answer|note|decision)\b/i.test(reading.source.trim()))
    return labelled.replace(/^we(?: have|'ve)? (?:decided|agreed|settled)(?: that| on)? /i, '').trim();
  const match = reading.source.match(
    /(?:answer to (?:question |number )*\S+ is(?: that)?|answer is|answered?(?: it)?(?: is)?|decided(?: that| on)?|decision is|settled on|resolved?:?|says|said|verdict is|verdict:|klarna,|#?\d+ ?[-–—=,])[\s:—–-]*['"]?(.+?)['"]?(?:[.!]\s*(?:\p{Emoji_Presentation}|$)|, and (?:with|close)|$)/iu,
  );
  const told = match?.[1] ?? reading.source.match(/:\s+(.+?)[.!]?$/)?.[1];
  return told?.trim() ?? null;
}

/** The text a person dictates, when there is one. */
export function dictated(scene: Scene): string | null {
  return slotsOf(scene.reading, 'payload').find((slot) => slot.form !== 'code')?.value ?? null;
}

const editBlock: Frame = (scene) => {
  const { reading, detail } = scene;
  const quoted = slotsOf(reading, 'payload')
    .filter((slot) => slot.form !== 'code')
    .map((slot) => slot.value);
  const types = blockTypes(scene);
  const op =
    detail === 'delete' &&
    quoted.length > 1 &&
    !slotsOf(reading, 'payload').some(({ form }) => form === 'tail')
      ? 'rename'
      : (detail ?? 'rename');
  if (op === 'add') {
    const value = quoted[0] ?? lastSentence(scene);
    return value ? one('edit_block', { block: { types: types.slice(0, 1) }, op, value }) : clarify('value');
  }
  const block = quoted[0]
    ? { query: quoted[0].toLowerCase() }
    : types.length > 0 && op !== 'retype'
      ? { types: types.slice(0, 1) }
      : { query: namedBlock(scene) };
  if (op === 'delete') return one('edit_block', { block, op });
  if (op === 'retype')
    return one('edit_block', {
      block,
      op,
      value: types.at(quoted[0] && !reconsidered.test(textOf(scene)) ? 0 : -1) ?? null,
    });
  const value = quoted[1] ?? afterTo(scene);
  return value ? one('edit_block', { block, op: 'rename', value }) : clarify('value');
};

const reconsidered =
  /\b(?:(?:is|was) (?:\w+ ){0,3}as|should be|ought to be|reconsider\w*|changed my mind|after all|in fact|now|it is|it's|was an?)\b/;

function namedBlock(scene: Scene): string {
  return (
    textOf(scene)
      .match(/(?:the )?([\w -]+?) (?:block|section|heading|chapter)/)?.[1]
      ?.split(' ')
      .slice(-2)
      .join(' ') ?? ''
  );
}

/** What follows the "to" behind the block's own name. */
function afterTo({ reading }: Scene): string | null {
  const name = slotsOf(reading, 'payload')[0];
  const start = name ? reading.line.tokens[name.from]!.end : 0;
  const rest = reading.source.slice(start);
  const value =
    rest.match(/(?:\b(?:to|as|into)|->|→)\s+([^.!?\n]+)[.!?]?\s*$/i)?.[1] ??
    rest.match(/(?:\b(?:to|as|into)|->|→)\s+([^.!?\n,;]+)/i)?.[1];
  return value?.replace(/\s+(?:please|pls|instead)$/i, '').trim() ?? null;
}

/** The new block's text: what follows the colon, "that", or the request's own sentence. */
function lastSentence({ reading }: Scene): string | null {
  const source = reading.source
    .trim()
    .replace(/\p{Extended_Pictographic}/gu, '')
    .trim();
  const sentence =
    source.match(/[?!.:]\s+([^?!.]+)[.!]?$/)?.[1] ??
    source.match(/\b(?:that|namely|called|saying|i\.e\.)\s+([^?!.]+)[.!?]?$/i)?.[1];
  return sentence?.trim() ?? null;
}

export const documentFrames: Record<string, Frame> = {
  ingest_document: ingest,
  list_documents: () => one('list_documents'),
  select_document: selectDocument,
  show_blocks: showBlocks,
  edit_block: editBlock,
  summarize_document: summarize,
  lint_document: lint,
  diff_document: diff,
  list_open_questions: openQuestions,
  answer_question: answerQuestion,
  skip_question: skipQuestion,
};
