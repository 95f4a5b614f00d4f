/** What words mean here: classes of verbs and things, so that a phrase nobody has written before still says something. */

const classes: Record<string, string> = {
  // deeds
  GENERATE:
    'generate create make draft write produce derive extract build prepare decompose ticketize cut spin bang spit populate convert turn translate compose author formulate craft prep whip crank churn knock put_together develop materialise backlogify storify outline specify plan ticketing actual actionable deliverables',
  REGENERATE:
    'regenerate redo rewrite rework rephrase reword redraft refresh rerun rebase retry anew afresh polish revise revamp re-do re-run re-write re-generate retool redraw recast rehash rewording redone reimagine renew reissue shorten simplify trim clarify expand flesh elaborate',
  APPROVE:
    "approve accept greenlight okay bless blessing blessed endorse lgtm ack thumbs signoff 👍 ✅ ✔ :white_check_mark: :thumbsup: :+1: +1 👌 💚 approval approvals authorize clear yes fine happy ratify agree agreed concur consent validate sanction pass passes passed good great perfect thumbs-up ok ok'd okayed okays cleared solid 💯 🙌 🚀 💪 🟢 ☑ acceptable greenlit sign-off signing nod hereby permission allow waved satisfied content pleased love loved like liked",
  REJECT:
    "negative unaccepted reject decline refuse deny veto nack nope 👎 ❌ :x: :thumbsdown: -1 wontfix no against disapprove dismiss rule rebuff object oppose denied turned dislike unacceptable nix nah veto'd disagree shoot 🚫 ⛔ 🙅 rejected refused hard",
  DELETE:
    'scrub away delete remove drop kill discard trash bin scrap rm nuke erase toss purge wipe dump ditch axe eliminate throw rid dustbin strike weed clear lose eradicate exterminate expunge obliterate sack dropping dropped removed removing deleted deleting goner gone 🗑 🗑️ garbage rubbish dead prune cull chuck dispose exclude cancel annihilate withdraw suppress retire',
  PUSH: 'push ship send publish export file transfer release upload deliver yeet shove fling submit migrate pushing pushed pushes launch land lands post copy port hand deploy_tickets forward deposit place put get move drop log insert enter register raise dispatch pass going goes sent sending shipping shipped published exporting roll out pump throw chuck hoist sling beam',
  SYNC: "sync synchronize resync reconcile align step mirror drift drifted drifting drifts agree match synchronise synchronised sync'd coordinate harmonise update refresh uptodate converge both sides",
  PULL: 'pull fetch import download read bring get grab retrieve back collect gather acquire obtain retrieving newest latest incoming',
  SHOW: "contents disclose content show display view open see list print dump cat ls view pull bring give look peek expand details reread info reveal present what's visible showing render tell describe read output listing overview elaborate detail open_up pull-up spill",
  FIND: 'find search grep look lookup locate hunt seek anything discover spot trace track pinpoint existing whether already something',
  COUNT:
    'count number how_many tally total many wc figures numbers sum quantity amount totals quantify headcount percentage',
  EDIT: 'set change make update edit modify adjust mark alter switch turn bump put should ought becomes become revise tweak correct amend fix assign apply move treat treated must needs severity importance wrong',
  RAISE:
    'raise bump increase escalate promote up higher prioritise prioritize upgrade important elevate boost heighten crank notch severity top priority urgent asap',
  LOWER:
    'lower decrease reduce downgrade demote deprioritise deprioritize down wait less diminish relegate ease park shelve postpone defer later notch',
  ASSIGN:
    'assign give hand owner owns own take takes reassign delegate assignee handle belongs transfer goes his hers capacity ownership allocate allot appoint designate entrust affect attribute pass dispatch responsible responsibility charge lead pick picks gonna do doing does handles handling person whose',
  UNASSIGN: 'unassign deassign',
  RENAME:
    'rename retitle title call name named called titled heading renamed titles entitle rebrand relabel reword headline wording dub',
  SPLIT:
    'bifurcate split break divide chop slice carve separate halve half cut apart pieces two three parts partition segment disassemble dismember fragment break-up subdivide cleave dissect smaller too_big huge giant massive monster enormous beast',
  MERGE:
    'merge combine join fold unify consolidate squash lump bundle together fuse one absorb same roll fusion amalgamate blend unite integrate collapse conflate coalesce pool glue stitch marry combined',
  LINK: "depends depend blocks blocked link requires waits waiting needs needed prerequisite before after first relies gates held hinges rely upon contingent preceding follows following succeeds predecessor successor begin begins can't wait awaits only once finished tie connect relate related",
  UNLINK:
    'unlink decouple unhook detach independent unrelated longer anymore unblock sever disconnect dissociate separate free untangle untie remove_link',
  COMMENT:
    'comment note remark annotate reply tell ask ping mention leave let write noted comments commented jot inform notify message say saying repro',
  ESTIMATE:
    'estimate size sizing effort points estimates tshirt t-shirt shirt ballpark forecast long big heavy take work days hours approximate gauge calculate compute reckon guesstimate guess assess weigh costing cost duration timeline eta deadline story_points complexity velocity time done when finish finished',
  REMIND:
    'jog memory remind reminder nudge poke forget remember alert notify tickle prod ping wake memo shout buzz',
  SCHEDULE:
    'daily weekly every monthly morning schedule scheduled subscribe unsubscribe cadence digest each recurring periodically regularly automatic automatically weekdays nightly mondays tuesdays wednesdays thursdays fridays terminate',
  RUN: 'run start execute kick trigger launch fire use let set initiate invoke activate engage perform commence begin spin_up go boot',
  CONNECT:
    'connect link hook integrate integration wire plug authorize authorise login set attach enable connected wired integrations hooked linked connection join pair associate couple bind mount linkup arrange establish',
  DISCONNECT:
    'disconnect unplug unlink unhook detach revoke disconnected deauthorise logout leaving decouple sever separate remove kick cut terminate',
  UNDO: 'undo revert rollback reverse restore unroll rückgängig oops mistake wrong back ctrl+z ctrl cmd+z annul cancel rescind retract backtrack rewind nvm nevermind put_back regret scratch previous before unwind',
  CONFIGURE:
    'default always never rule policy from remember preference standard future on setting henceforth hereafter setup configure adjust settings option permanent permanently ever forward every going_forward',
  SUMMARIZE:
    'paragraph paragraphs synopsize summarize summarise summary tldr tl;dr gist recap digest overview boil condense nutshell highlights synopsis takeaways bullets eli5 abstract brief short sum rundown précis essence core message crux main points essentials outline tldr; bottom line shorter in_short compact compressed executive second_version minute',
  CHECK:
    'quality-check quality-checked nitpick check lint review audit validate critique score rate grade gaps missing vague unclear weak quality complete holes woolly fuzzy solid ready forget lacking improve readiness forgot inspect examine evaluate assess analyse verify scrutinise flaws flaw weaknesses weakness shortcomings issues problem problems wrong ambiguous ambiguity testable untestable inconsistent contradictions roast tear smell healthy better worse incomplete thin shaky sloppy feedback opinion',
  COMPARE:
    'diff compare difference differences changed change changes changelog delta new modified different between altered edits moved redline contrast distinguish revision revisions versions version variations vary v1 v2 v3 edited touched tweaked amended since',
  IMPACT:
    'affected impact stale outdated obsolete touch touches fallout radius invalidated mean means drifted consequences influence repercussions implications ramifications ripple knock-on invalid invalidate',
  QUESTION:
    'loose ends question questions undecided unresolved tbd tbds open decide decided decision decisions pending unanswered unknowns unclear outstanding settle answer answers doubts uncertain uncertainty ambiguous dilemma debate unsettled clarify clarification clarifications answerless points',
  ANSWER:
    'answer ans answered decided re regarding settled resolved says verdict reply response responded solved resolution outcome conclusion concluded confirmed clarified',
  INGEST:
    "ingest import read parse process upload uploading attached attachment load digest structure analyse analyze scan file dropped dropping sharing take swallow eat feed save capture store slurp pasted paste pasting below absorb consume deal treat handle onboard joined enclosed uploaded here's heres new pull_apart deck srs document pdf docx attaching",
  GRAPH:
    'graph dag diagram map dependencies dependency visualise visualize draw tree mermaid picture connected chart network web chain sequence order ordering flowchart relations relationships links visualisation visual plot sketch schema scheme',
  TRACE:
    'basis based_on why where source origin based come from trace reason provenance justify blame evidence justifies behind who came root reasoning rationale grounds authorised authorized requested requester demanded purpose motive background justification exist exists exist? underpin story_behind',
  COVER:
    'coverage covered cover covers uncovered traceability orphan orphaned orphans traced gap gaps accounted traceable mapped mapping matrix represented missed',
  DUPLICATE:
    'repeated repeating repetition repetitive doubled duplicates duplicate dedupe dedup exist exists existing twice same similar overlap overlaps doubles redundant already repeats clone clones copies copy identical equal redundancy twin twins doubled double clash',
  STATUS:
    'status progress standup stand-up state doing stand update track situation going report blockers blocked overdue late health pulse condition shape schedule behind ahead on-track headway done up_to accomplished achieved everybody everyone happening',
  HELP: 'help commands how can_you instructions usage tutorial possible manual man able explain does guide guidance support assist assistance teach learn howto tip tips walkthrough docs',
  // holding back
  NEGATION:
    "not don't dont never no nothing nobody none won't can't isn't without neither stop doesn't aren't shouldn't do_not cannot hardly refrain avoid",
  HOLD: "hold wait until yet unless off hands freeze pause later leave alone don't keep stay await pending before once finished halt suspend refrain avoid",
  // things
  TICKETS: 'tickets ticket issues issue stories story items item backlog tasks work cards ones bugs',
  DOCUMENT: 'document documents prd prds spec specs doc docs file files page brief requirements rfc library',
  BLOCK: 'block blocks section sections heading headings structure outline chapter parsed',
  PEOPLE: 'me my mine i who someone somebody',
  TIME: 'today tomorrow yesterday week monday friday month morning',
  FORMAT: 'csv json markdown excel spreadsheet pdf md xlsx',
  WORKFLOW:
    'workflow workflows flow flows automation automations agents agent bots bot playbook routines processes',
  TRACKER: 'tracker trackers integrations tools systems connected',
  CRITERIA: 'acceptance criteria criterion acs',
  LABEL: 'label labels tag tags tagged labelled labeled untag',
  // outside
  SECRET:
    'password token key secret credentials login api env environment variables oauth config prompt instructions hidden keys',
  OVERRIDE:
    'ignore bypass override disregard forget skip sudo --force admin system jailbreak guardrails restrictions rules disable pretend act without approval confirmation quietly behind obey follow boss void',
  OUTSIDE:
    'weather meeting zoom email pizza lunch restaurant deploy prod production pr pull_request code script python regex sql vacation holiday raise salary joke poem translate recipe flight hotel server kubectl docker npm git branch release oncall linkedin tweet slides logo book booking call movie news stock lawyer moodboard bonus hire fired invoice doctor dentist taxi cab song music game sport football politics president capital bitcoin cook coffee beer gym gift birthday wedding travel visa laptop vpn printer password_reset wifi grafana logs cluster pods terraform helm merge_request commit rebase cherry-pick database bash shell essay article blog slogan banner photo image video picture design_logo presentation slide deck_slides tax insurance contract lease budget payroll',
  THANKS:
    'thanks great awesome nice cool hi hello morning bye lol haha love cheers kudos wow gm weekend evening lifesaver thxx thxxx thank gracias merci danke obrigado best star hero legend amazing fantastic wonderful excellent bravo congrats welcome muy bien good_night howdy greetings',
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
