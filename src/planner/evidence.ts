/** Whether the words themselves speak for a deed that is hard to take back: a guess alone is never enough for one. */
import type { Intent, Select } from './intent.ts';
import { type Reading, slotsOf } from './slots/read-slots.ts';

const verbs: Record<string, RegExp> = {
  approve_tickets:
    /\b(?:approv\w*|accept\w*|green ?-?li(?:ght|t)\w*|ok|okay\w*|bless\w*|lgtm|ack\w*|sign(?:ed|ing|s)?[- ]?(?:it |them |this |those )?off|thumbs|sign-?off|authori[sz]\w*|clear\w*|ratif\w*|agree\w*|endors\w*|consent\w*|yes|fine|good|great|perfect|happy|love\w*|like|pass\w*|solid|go ahead|go for|a go|sound|ship|validate\w*|permission|rubber|stamp\w*|nod|cool|all set|granted|confirmed|in order|objections?|nothing against|no (?:issues?|concerns?|complaints?|problems?)|satisfied|grand|vote|\+1|gg|nice|bueno|passt|bons?|vale|works)(?!\w)|\+1|[👍✅✔👌💚🙌💯🚀💪🟢☑🎉😍❤💙💜]|:(?:white_check_mark|thumbsup|\+1|heavy_check_mark|100):/u,
  reject_tickets:
    /\b(?:reject\w*|declin\w*|refus\w*|den(?:y|ied)|veto\w*|nack\w*|nix|no|nope|nah|not|never|\w+n't|dont|wontfix|against|pass on|fail\w*|cut|turn\w*|thumbs|dismiss\w*|kill\w*|down|object\w*|dislike\w*|hate\w*|out|without|drop\w*|scratch|axe|shoot)(?!\w)|[👎❌🚫⛔🙅]|:(?:x|thumbsdown|-1):/u,
  delete_tickets:
    /\b(?:delet\w*|remov\w*|drop\w*|kill\w*|discard\w*|trash\w*|bin\w*|scrap\w*|rm|nuk\w*|eras\w*|toss\w*|purg\w*|wip\w*|dump\w*|ditch\w*|ax\w*|eliminat\w*|throw\w*|threw|rid|dustbin|strik\w*|struck|weed\w*|clear\w*|clean\w*|lose|garbage|gone|go away|can go|get (?:lost|it out|them out)|prun\w*|cull\w*|chuck\w*|dispos\w*|cut|withdraw\w*|obsolete|retire\w*|expung\w*|kick\w*|yeet\w*|take|out|quita|weg|vire|tira|no longer|needed|need)(?!\w)|[🗑🚮]|:wastebasket:/u,
  merge_tickets:
    /\b(?:merg\w*|combin\w*|join\w*|fold\w*|unif\w*|consolidat\w*|squash\w*|lump\w*|bundl\w*|together|fus\w*|into one|as one|be one|make (?:them )?one|one ticket|one out of|absorb\w*|same|roll\w*|amalgamat\w*|blend\w*|unit(?:e|ed|ing)|integrat\w*|collaps\w*|conflat\w*|pool\w*|glu\w*|stitch\w*|marry|dupes?|duplicates?|club\w*|smoosh\w*|mash\w*|smush\w*|single)(?!\w)/,
  link_tickets:
    /\b(?:depend\w*|block\w*|wait\w*|need\w*|requir\w*|prereq\w*|before|after|first|link\w*|gat(?:e|es|ed)|hold\w*|held|rel(?:y|ies|iant)|until|till|unless|once|then|hing\w*|conting\w*|follow\w*|preced\w*|predecess\w*|success\w*|start\w*|begin\w*|earlier|later|tie[sd]?|connect\w*|relat\w*|come\w*|ahead|behind|without|stuck|cannot|can't|cant)(?!\w)|->|→/,
  split_ticket:
    /\b(?:split\w*|spilt|br(?:ea|a|o)k\w*|divid\w*|chop\w*|slic\w*|carv\w*|separat\w*|halv\w*|half|cut\w*|apart|pieces?|parts?|two|three|partition\w*|segment\w*|dissect\w*|disassembl\w*|dismember\w*|fragment\w*|subdivid\w*|cleav\w*|smaller|too (?:big|large|much)|huge|giant|massive|monster|enormous|beast|bifurcat\w*|tear|into|decompos\w*|up)(?!\w)/,
  sync_tracker:
    /\b(?:re-?sync\w*|sync\w*|reconcil\w*|align\w*|step|mirror\w*|drift\w*|agree\w*|match\w*|harmoni\w*|pull\w*|fetch\w*|refresh\w*|latest|newest|updat\w*|actuali[sz]\w*|up[- ]to[- ]date|catch|caught|current|stale|behind|status(?:es)?|chang\w*|forward|fwd|bring|get|accord|in line|even|reflect\w*|read|import|stand|edits?|edited|states?|write|send|titles)(?!\w)/,
  configure:
    /\b(?:default\w*|always|never|ever|every\w*|from (?:now|today|here)|henceforth|hereafter|going forward|future|use|keep|make|set|rule|standard|pattern|prefer\w*|speak|talk|reply|answer|write|respond|language|switch|english|german|deutsch|french|spanish|portuguese|fibonacci|t-?shirt|scale|exclud\w*|home base|unless|i mean|again|auf|en|em|not to be|stays?|into)(?!\w)|=/,
  push_tickets:
    /\b(?:push\w*|ship\w*|send\w*|sent|publish\w*|export\w*|fil(?:e|ing)|transfer\w*|transmit\w*|releas\w*|upload\w*|deliver\w*|yeet\w*|shov\w*|submit\w*|forward\w*|fwd|dispatch\w*|blast\w*|migrat\w*|sync|hand|launch\w*|off you go|out the door|live|our tracker|the tracker|dry[- ]?run)(?!\w)|🚀|🚢/u,
};

const startingOver =
  /\b(?:re-?\w+|again|anew|afresh|fresh|new|scratch|zero|cero|over|slate|redo|scrap|all of|nuke|torch|burn|neu|recommencer|rewrite)(?!\w)/;

const rewriting =
  /\b(?:re-?(?:do|did|writ|word|phras|draft|generat|work|cast|vis|fram|new|run|fresh|think|hash|tool|draw|mak|made|creat)\w*|again|anew|afresh|fresh|new|over|short\w*|longer|long|simpl\w*|detail\w*|clear\w*|better|plain\w*|english|jargon|fluff|polish\w*|improv\w*|technical|tone|word\w*|phras\w*|express\w*|expand\w*|flesh|elaborat\w*|trim\w*|tight\w*|crisp\w*|concise|verbose|update\w*|generat\w*|specific|vague|wrong|neu|kürzer|einfacher|klarer|genauer|ausführlicher|plus|corto|otra|mais|curto)(?!\w)/;

const stopping =
  /\b(?:stop\w*|cancel\w*|unsub\w*|no (?:more|longer)|not|never|end|terminat\w*|paus\w*|quit|kill|off|\w+n't|dont|mute|suspend|without|drop|remove|delete|enough|discontinue\w*|cease|halt|rid)(?!\w)/;

const negated = /\b(?:not|never|neither|nor|\w+n't|dont|hardly|refuse[sd]?)(?!\w)/;
/** Said of an approval these mean the opposite. */
const withheld =
  /\bapprovals?\b.{0,40}\b(?:refused|denied|withheld|declined|rejected|withdrawn|revoked|pending)\b|\b(?:refus|den|withh|declin|withdraw|revok)\w*\b.{0,20}\bapprovals?\b/;

/** The first deed that no word of its own speaks for; null when there is none. `words` are those of the parts that ask for something. */
export function lacksEvidence(intents: readonly Intent[], words: string, reading: Reading): Intent | null {
  const text = `${words} ${reading.source.toLowerCase()}`;
  return intents.find((intent) => !speaksFor(intent, reading, { words, text })) ?? null;
}

function speaksFor({ tool, args }: Intent, reading: Reading, texts: Texts): boolean {
  return rules[tool]?.(args, texts, reading) ?? verbs[tool]?.test(texts.text) ?? true;
}

/** Null leaves it to the verbs. */
type Rule = (args: Record<string, unknown>, texts: Texts, reading: Reading) => boolean | null;

const rules: Record<string, Rule> = {
  configure: ({ key }, { words, text }) =>
    key === 'push.exclude_priority'
      ? sparing.test(text)
      : verbs.configure!.test(text) && !/^(?:hold|wait|hands off|stay (?:away|out|off))\b/.test(words),
  regenerate_tickets: ({ mode, select }, { text }) =>
    mode === 'full' ? startingOver.test(text) : select ? rewriting.test(text) : null,
  approve_tickets: (args, { words }) => (isRefused(args, words) ? false : null),
  push_tickets: ({ dry_run }, { text }, reading) => {
    if (!dry_run && /\b(?:reconcil|re-?sync|sync)\w*\b/.test(text))
      return /\b(?:push|send|over to)\b/.test(text);
    return isNamed(reading) ? true : null;
  },
  schedule_report: ({ op }, { text }) => (op === 'stop' ? stopping.test(text) : null),
  reject_tickets: (args, { text }) => (isWide(args) ? strongRefusal.test(text) : null),
  delete_tickets: (_args, _texts, reading) => (isLowering(reading) ? false : null),
};

const sparing = /\b(?:push|send|ship|publish|export|exclud|leave|skip|keep|tracker)\w*\b/;

/** A mere "no" throws nothing away that it does not name. */
const strongRefusal =
  /\b(?:reject\w*|declin\w*|refus\w*|den(?:y|ied)|veto\w*|nack\w*|nix|wontfix|dismiss\w*|kill\w*|drop\w*|axe|throw|discard\w*|none of|no to|nope to|hard no|pass on|against|turn\w* down|thumbs down)(?!\w)|[👎❌🚫⛔🙅]|:(?:x|thumbsdown|-1):/u;

function isWide({ select }: Record<string, unknown>): boolean {
  const { last, all } = (select ?? {}) as Select;
  return last === true || all === true;
}

/** "Put 4 in jira", "to linear": where to go is said, so a weak verb or none will do. */
function isNamed(reading: Reading): boolean {
  return slotsOf(reading, 'tracker').length > 0 || slotsOf(reading, 'project').length > 0;
}

/** "Drop 8 to a P3" moves it down and throws nothing away. */
function isLowering(reading: Reading): boolean {
  const named = slotsOf(reading, 'ids').length > 0 && slotsOf(reading, 'priority').length > 0;
  return named && /\b(?:to|as|down)\b/.test(reading.line.text);
}

type Texts = { words: string; text: string };

/** "I didn't like the second" approves nothing; "all but 9" and "not approved yet" say which ones. */
function isRefused(args: Record<string, unknown>, words: string): boolean {
  const { except, not_status } = (args.select ?? {}) as Select;
  if (except || not_status || /\bno (?:objections?|problems?)\b|\bnot bad\b|\bwhy not\b/.test(words))
    return false;
  if (withheld.test(words)) return true;
  const verdicts = words.split(' . ').filter((part) => verbs.approve_tickets!.test(part));
  return verdicts.length > 0 && verdicts.every(isNegated);
}

const spares =
  /\bnot (?:the |number )*(?:t-|#)?(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|\d not\b/;

/** "Ok 3, not 5" leaves 5 out and negates nothing. */
function isNegated(words: string): boolean {
  return negated.test(words) && !spares.test(words);
}
