/** Recognises which document is meant: by a word of its title, by address, by path, or just "the PRD". */
import type { KnownDocument, Situation } from '../situation.ts';
import { literal, type Recogniser } from './recogniser.ts';

const noun = '(?:prds?|specs?|docs?|documents?|pdf|brief|rfc|specification|pflichtenheft|proposal|memo)';
const article =
  '(?:the |our |my |this |that |whole |entire |new |updated |latest |current |attached |his |her |their |your )*';
const empty = new Set(
  (
    'the a an of for and to in on my our your this that it new old latest updated attached current whole entire same other ' +
    'prd prds spec specs doc docs document documents pdf brief rfc md txt docx v1 v2 page file plan version another any each ' +
    'every which what parsed edited changed rewritten amended reworked uploaded final shiny revised from with is are does did review generate requirements'
  ).split(' '),
);

const stops = new Set(
  (
    'ls cat del in into do to and or mention mentions with without then cd read parse ingest import show list open switch lint summarize summary review check tldr eli5 diff generate tickets make ' +
    'validate audit assess evaluate test grade rate analyse analyze describe explain inspect score compare export update refresh ' +
    'create stories questions blocks tell me gist give about at out dump is are we you have upload take look'
  ).split(' '),
);

/** Words of a title that tell this document from the others. */
function tellingWords(document: KnownDocument): string[] {
  const words =
    document.names
      .join(' ')
      .toLowerCase()
      .match(/[\p{L}\d]+/gu) ?? [];
  return [...new Set(words.filter((word) => word.length > 2 && !empty.has(word)))];
}

function aliases({ documents }: Situation): string | null {
  const words = documents.flatMap(tellingWords);
  return words.length > 0 ? [...new Set(words)].map(literal).join('|') : null;
}

/** The one document that has most of the words; null when none or several have. */
function documentNamed(words: string, { documents }: Situation): KnownDocument | null {
  const asked = words.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
  const scored = documents.map((document) => {
    const own = tellingWords(document);
    return { document, score: asked.filter((word) => own.includes(word)).length };
  });
  const best = Math.max(0, ...scored.map(({ score }) => score));
  const leading = scored.filter(({ score }) => score === best);
  return best > 0 && leading.length === 1 ? leading[0]!.document : null;
}

const notTicket =
  '(?! ?(?:tickets?|stor(?:y|ies)|epic|labels?|issues?|bugs?|items?|team|label|section|block|button|funnel|flow))';

export const document: Recogniser[] = [
  { pattern: /https?:\/\/\S+/g, read: ({ written }) => ({ kind: 'url', value: written }) },
  {
    pattern:
      /(?<!\S)(?:[\w.-]*\/[\w./-]+\.[a-z]\w{0,4}|[\w-]+\.(?:md|markdown|txt|docx?|pdf|html?|rst))(?!\S)/g,
    read: ({ written }) => ({ kind: 'path', value: written }),
  },
  {
    pattern: (situation) => {
      const any = aliases(situation);
      return any
        ? new RegExp(
            String.raw`(?<![\w/-])${article}((?:(?:${any})[ -])+)(?:${noun}|revamp|one(?= |$)|requirements(?= doc))(?![\w-])`,
            'g',
          )
        : null;
    },
    read: ({ match, written, situation }) => {
      const found = documentNamed(match[1]!, situation);
      return { kind: 'doc', id: found?.id ?? null, words: written, strength: 'named' };
    },
  },
  {
    pattern: (situation) => {
      const any = aliases(situation);
      return any
        ? new RegExp(
            String.raw`(?<![\w/#'-])(?<!(?:guest|of|funnel|-n) )${article}((?:${any})(?: (?:${any}))*)(?![\w/-])${notTicket}`,
            'g',
          )
        : null;
    },
    read: ({ match, situation, after }) => {
      const found = documentNamed(match[1]!, situation);
      if (!found || /^ (?:is|was|are|page|app|button) (?:down|broken)/.test(after)) return null;
      return { kind: 'doc', id: found.id, words: match[1]!, strength: 'bare' };
    },
  },
  {
    pattern: new RegExp(
      String.raw`(?<![\w/-])(?:(?:the|my|our) )?((?:(?!(?:${[...empty, ...stops].join('|')}) )[a-z\d][\w-]* ){1,3})(?:prd|spec|doc|document|pdf|brief|specification|proposal|memo)(?![\w-])`,
      'g',
    ),
    read: ({ written }) => ({ kind: 'doc', id: null, words: written, strength: 'named' }),
  },
  {
    pattern:
      /(?<=(?:open|select|load|switch to|go to|jump to|change to|pull up|work on|use|read me|summari[sz]e|review|lint|check) )(?:the |our |my )?((?:[\w&-]+ ){1,4})(?:assessment|report|paper|plan|policy|guide|strategy|roadmap|charter|handbook|manual|analysis|study|notes|concept|draft|playbook|whitepaper)(?![\w-])/g,
    read: ({ written }) =>
      /^(?:the |our |my )?[A-Z]/.test(written)
        ? { kind: 'doc', id: null, words: written, strength: 'named' }
        : null,
  },
  {
    pattern: /(?<!\w)rfc-\d+(?!\w)/g,
    read: ({ written }) => ({ kind: 'doc', id: null, words: written, strength: 'named' }),
  },
  {
    pattern:
      /(?<![\w/-])(?:the |our |my |this |that |whole |entire |new |updated |latest |current |attached |your )*(?:prd|spec|doc|document|pdf|specification|brief|pflichtenheft)(?![\w-])/g,
    read: ({ written }) => ({ kind: 'doc', id: null, words: written, strength: 'generic' }),
  },
];
