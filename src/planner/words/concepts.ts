/** What words mean here: classes of verbs and things, so that a phrase nobody has written before still says something. */

const classes: Record<string, string> = {
  // deeds
  GENERATE:
    'generate create make draft write produce derive extract build prepare decompose ticketize cut spin bang spit populate convert turn translate',
  REGENERATE: 'regenerate redo rewrite rework rephrase reword redraft refresh rerun rebase retry anew afresh polish',
  APPROVE:
    'approve accept greenlight okay bless blessing blessed endorse lgtm ack thumbs signoff 👍 ✅ ✔ :white_check_mark: :thumbsup: :+1: +1 👌 💚 approval approvals authorize clear yes fine happy ratify',
  REJECT: 'reject decline refuse deny veto nack nope 👎 ❌ :x: :thumbsdown: -1 wontfix no against',
  DELETE:
    'delete remove drop kill discard trash bin scrap rm nuke erase toss purge wipe dump ditch axe eliminate throw rid dustbin strike weed clear',
  PUSH: 'push ship send publish export file transfer release upload deliver yeet shove fling submit migrate pushing pushed pushes launch land lands post copy port hand',
  SYNC: 'sync synchronize resync reconcile align step mirror drift drifted drifting drifts agree match',
  PULL: 'pull fetch import download read bring get grab retrieve back',
  SHOW: 'show display view open see list print dump cat ls view pull bring give look peek expand details reread info',
  FIND: 'find search grep look lookup locate hunt seek anything',
  COUNT: 'count number how_many tally total many wc figures numbers sum',
  EDIT: 'set change make update edit modify adjust mark alter switch turn bump put should ought becomes become',
  RAISE: 'raise bump increase escalate promote up higher prioritise prioritize upgrade important',
  LOWER: 'lower decrease reduce downgrade demote deprioritise deprioritize down wait less',
  ASSIGN:
    'assign give hand owner owns own take takes reassign delegate assignee handle belongs transfer goes his hers capacity ownership',
  UNASSIGN: 'unassign deassign',
  RENAME: 'rename retitle title call name named called titled heading renamed titles',
  SPLIT: 'split break divide chop slice carve separate halve half cut apart pieces two three parts',
  MERGE: 'merge combine join fold unify consolidate squash lump bundle together fuse one absorb same roll',
  LINK: 'depends depend blocks blocked link requires waits waiting needs needed prerequisite before after first relies gates held',
  UNLINK: 'unlink decouple unhook detach independent unrelated longer anymore unblock sever',
  COMMENT: 'comment note remark annotate reply tell ask ping mention leave let write',
  ESTIMATE: 'estimate size sizing effort points estimates tshirt t-shirt shirt ballpark forecast long big heavy take work days hours',
  REMIND: 'remind reminder nudge poke forget',
  SCHEDULE: 'daily weekly every monthly morning schedule scheduled subscribe unsubscribe cadence digest each',
  RUN: 'run start execute kick trigger launch fire use let set',
  CONNECT: 'connect link hook integrate integration wire plug authorize authorise login set attach enable connected wired integrations hooked linked',
  DISCONNECT: 'disconnect unplug unlink unhook detach revoke disconnected deauthorise logout leaving',
  UNDO: 'undo revert rollback reverse restore unroll rückgängig oops mistake wrong back ctrl+z ctrl cmd+z',
  CONFIGURE: 'default always never rule policy from remember preference standard future on setting',
  SUMMARIZE:
    'summarize summarise summary tldr tl;dr gist recap digest overview boil condense nutshell highlights synopsis takeaways bullets eli5 abstract brief short sum rundown',
  CHECK: 'check lint review audit validate critique score rate grade gaps missing vague unclear weak quality complete holes woolly fuzzy solid ready forget lacking improve readiness forgot',
  COMPARE: 'diff compare difference differences changed change changes changelog delta new modified different between altered edits moved redline',
  IMPACT: 'affected impact stale outdated obsolete touch touches fallout radius invalidated mean means drifted',
  QUESTION: 'question questions undecided unresolved tbd tbds open decide decided decision decisions pending unanswered unknowns unclear outstanding settle answer answers',
  ANSWER: 'answer ans answered decided re regarding settled resolved says verdict',
  INGEST:
    'ingest import read parse process upload uploading attached attachment load digest structure analyse analyze scan file dropped dropping sharing take swallow eat feed save capture store slurp pasted paste pasting below',
  GRAPH: 'graph dag diagram map dependencies dependency visualise visualize draw tree mermaid picture connected chart',
  TRACE: 'why where source origin based come from trace reason provenance justify blame evidence justifies behind who came',
  COVER: 'coverage covered cover covers uncovered traceability orphan orphaned orphans traced',
  DUPLICATE: 'duplicates duplicate dedupe dedup exist exists existing twice same similar overlap overlaps doubles redundant already repeats',
  STATUS: 'status progress standup stand-up state doing stand update track situation going report blockers blocked overdue late',
  HELP: 'help commands how can_you instructions usage tutorial possible manual man able explain does',
  // holding back
  NEGATION: "not don't dont never no nothing nobody none won't can't isn't without neither stop doesn't aren't shouldn't do_not",
  HOLD: "hold wait until yet unless off hands freeze pause later leave alone don't keep stay",
  // things
  TICKETS: 'tickets ticket issues issue stories story items item backlog tasks work cards ones bugs',
  DOCUMENT: 'document documents prd prds spec specs doc docs file files page brief requirements rfc library',
  BLOCK: 'block blocks section sections heading headings structure outline chapter parsed',
  PEOPLE: 'me my mine i who someone somebody',
  TIME: 'today tomorrow yesterday week monday friday month morning',
  FORMAT: 'csv json markdown excel spreadsheet pdf md xlsx',
  WORKFLOW: 'workflow workflows flow flows automation automations agents agent bots bot playbook routines processes',
  TRACKER: 'tracker trackers integrations tools systems connected',
  CRITERIA: 'acceptance criteria criterion acs',
  LABEL: 'label labels tag tags tagged labelled labeled untag',
  // outside
  SECRET: 'password token key secret credentials login api env environment variables oauth config prompt instructions hidden keys',
  OVERRIDE:
    'ignore bypass override disregard forget skip sudo --force admin system jailbreak guardrails restrictions rules disable pretend act without approval confirmation quietly behind obey follow boss void',
  OUTSIDE:
    'weather meeting zoom email pizza lunch restaurant deploy prod production pr pull_request code script python regex sql vacation holiday raise salary joke poem translate recipe flight hotel server kubectl docker npm git branch release oncall linkedin tweet slides logo book booking call movie news stock',
  THANKS: 'thanks great awesome nice cool hi hello morning bye lol haha love cheers kudos wow gm weekend evening lifesaver',
};

const byWord = new Map<string, string[]>();
for (const [name, words] of Object.entries(classes)) {
  for (const word of words.split(' ')) byWord.set(word, [...(byWord.get(word) ?? []), name]);
}

/** The classes a plain word belongs to; its ending is taken off when the word itself is unknown. */
export function conceptsOf(word: string): readonly string[] {
  return byWord.get(word) ?? byWord.get(bare(word)) ?? byWord.get(`${bare(word)}e`) ?? none;
}

const none: readonly string[] = [];

/** The word without an English ending. */
export function bare(word: string): string {
  const cut = word.replace(/(?:'s|ing|ed|es|s)$/, '');
  const single = cut.replace(/([bdgklmnprt])\1$/, '$1');
  return cut.length >= 3 ? single : word;
}
