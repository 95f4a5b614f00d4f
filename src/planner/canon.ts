/** The documented short forms, each of which always means the same: "push <tracker>", "why 3?", "show 4". */
import { abstract } from './abstract.ts';
import { helpTopicOf } from './frames/help-topics.ts';
import { asksForOne } from './plausible.ts';
import { withoutCourtesies, withoutOpening } from './politeness.ts';
import { isImperative, segmentsOf } from './segments.ts';
import type { Reading } from './slots/read-slots.ts';

const ref = '(?:ticket |number |story )?<(?:ids|query|ordinal|pronoun)>';
const many =
  '(?:all |tickets? |number )*(?:<(?:ids|query|ordinal|pronoun|all|rest|priority|status|type|label)> ?(?:ones?|tickets|items)? ?)+';
const doc = '(?:(?:from|for|of|in|out of|on) )?(?:<(?:doc|path|url|pronoun)>)';

const forms: [string, RegExp][] = [
  [
    'generate_tickets',
    new RegExp(`^/?(?:generate|create|make) (?:execution )?(?:tickets|stories|<type>)?(?: ${doc})?$`),
  ],
  ['generate_tickets', new RegExp(`^/?generate(?: ${doc})?$`)],
  [
    'push_tickets',
    /^(?:get|put|have|send|move|bring|need|want|stick|chuck|log|enter) (?:(?:both|all|of|every|single|one|tickets|<(?:ids|query|ordinal|pronoun|all|rest|status|priority|type)>) ?)+ (?:over )?(?:in|into|to|on|onto) (?:the |our |are |your )?(?:issue )?tracker\b/,
  ],
  [
    'link_tickets',
    /^(?:make|let|have|set) <(?:ids|query|ordinal)> (?:block|blocking|wait for|depend on) <(?:ids|query|ordinal)>$/,
  ],
  [
    'edit_ticket.labels',
    /^(?:add|put|stick|apply|remove|take|drop) (?:the |new )?(?:label|tag) \S+ (?:to|on|onto|from|off) /,
  ],
  [
    'link_tickets',
    /^(?:when|once|after|as soon as) <(?:ids|ordinal|query)> (?:is |are |has been )?(?:<status>|ready|through|out) ?,? ?(?:we |you |they )?(?:can )?(?:start|begin|do|kick off|tackle|continue with|go on with) (?:with |on )?<(?:ids|ordinal|query)>$/,
  ],
  [
    'report_status.blocked',
    /^(?:show|list|give|see)? ?(?:me )?(?:<all>|everything|anything|what|what's|tickets|all) ?(?:that |which )?(?:that's |that is |is |are )?<status> (?:or|and) (?:overdue|late)$/,
  ],
  [
    'undo',
    /^(?:undo|revert|withdraw|retract|reverse|cancel|roll back|take back) (?:the )?(?:very )?(?:last|latest|previous) (?:change|edit|action|thing|one|step|move|deed|order)(?: of mine)?$/,
  ],
  [
    'edit_ticket.status',
    /^(?:un-?(?:reject|approve|nack)|reinstate|revive|resurrect) <(?:ids|query|ordinal|pronoun)>/,
  ],
  ['regenerate_tickets.diff', /^\/?regenerate(?: (?:tickets|<all>|from <doc>))*$/],
  ['list_documents', /^\/?(?:list|show|ls)? ?(?:all )?(?:documents|prds|specs|docs|what documents do have)$/],
  ['show_blocks', new RegExp(`^/?(?:list|show|dump)? ?(?:all )?blocks(?: ${doc})?$`)],
  ['list_tickets', /^\/?(?:list|show|see) (?:all |<all>|tickets|<all> tickets|board|list|backlog|drafts)$/],
  ['list_tickets', /^(?:list|show|only) (?:<(?:priority|status|type)> ?(?:ones|tickets)? ?)+$/],
  ['list_tickets', /^(?:list|show|open|see) (?:review )?board$/],
  [
    'list_tickets',
    /^(?:what|what's|which|anything|show|list|tickets|ones)(?: (?:is|are|tickets?|ones|items|things|all|everything|that|<all>|me))* due(?: (?:on|by|before|in|until))? <date>$/,
  ],
  ['list_tickets', /^(?:list|show) tickets (?:of|for|from|in) <doc>$/],
  ['request_review', new RegExp(`^/?review(?: (?:tickets|drafts|${many}))?$`)],
  ['confirm', /^(?:yes|yes do <pronoun>|go ahead|confirm)$/],
  ['cancel', /^(?:no|stop|cancel|abort|never mind|nevermind|nvm|forget it)$/],
  [
    'acknowledge.push_tickets',
    /^(?:hold (?:off|fire)|hands off|stay (?:away|out|off)|keep (?:away|out|off)|leave|wait|not yet)(?: (?:on|with|of|from|yet))*(?: pushing| sending)? ?<tracker>(?! (?:and|then)\b)(?: .*)?$/,
  ],
  [
    'show_ticket.assignee',
    /^who(?:'s| is| are| has| owns| got)?(?: working)?(?: on| doing| got| <status>)? (?:ticket |number )?<(?:pronoun|ids|ordinal|query)>(?: now| right now| today)?$/,
  ],
  [
    'report_status.progress',
    /^who(?:'s| is| are| has| owns| got)?(?: working)?(?: on| doing| got)? (?:ticket |number )?(?:what|which(?: tickets?)?|<(?:pronoun|all|ids|ordinal|query)>)(?: now| right now| today)?$/,
  ],
  ['show_ticket', new RegExp(`^/?(?:show|open|view|display|details (?:of|on|for)) ${ref}$`)],
  ['trace', new RegExp(`^/?(?:why|trace|why do we have|where does|explain) ${ref}(?: come from)? ?\\??$`)],
  ['trace', /^why \?$/],
  ['push_tickets', new RegExp(`^/?push ?(?:${many})?(?:to |on |into )?(?:<tracker>)?(?: <project>)?$`)],
  [
    'push_tickets',
    /^(?:retry|repeat|push again|try again)(?: (?:push|<status>|ones|<pronoun>|pushing|of|failed))*(?: again)?$/,
  ],
  [
    'sync_tracker',
    /^\/?sync(?: (?:with|from|to))?(?: <(?:tracker|all|ids)>)?(?: (?:up|tickets|statuses|status))?$/,
  ],
  ['approve_tickets', new RegExp(`^/?approve ?(?:${many})?$`)],
  [
    'approve_tickets',
    /^<(?:ids|query|ordinal)> (?:(?:💯|👍|✅|🙌|💪|🟢|👌|💚|🎉|:white_check_mark:|:thumbsup:) ?)+$/u,
  ],
  [
    'unlink_tickets',
    /^<(?:ids|query|ordinal)> (?:is |are )?(?:does not|doesn't|do not|don't|no longer|not|isn't|is not)(?: any longer| any more| really)? (?:needs?|depends?|dependent|waits?|waiting|require|requires|rely|relies|blocked|blocks?|block)(?: on| for| by)? <(?:ids|query|ordinal)>(?: any ?more| any longer| more| now)*$/,
  ],
  ['merge_tickets', /^\S+ <(?:ids|pronoun)> (?:zusammen|together)$/],
  [
    'link_tickets',
    /^(?:we |i )?(?:need|finish|do|want) <(?:ids|ordinal|query)> before .*<(?:ids|ordinal|query)>$/,
  ],
  [
    'schedule_report.list',
    /^(?:what|which \w+|what else) (?:is|are) (?:scheduled|planned to be sent)(?: here)?$/,
  ],
  ['reject_tickets', /^<(?:ids|query|ordinal)> (?:(?:👎|❌|🚫|⛔|🙅|:x:|:thumbsdown:) ?)+$/u],
  ['delete_tickets', /^<(?:ids|query|ordinal)> (?:(?:🗑|🚮|:wastebasket:) ?)+$/u],
  ['reject_tickets', /^(?:not|no to|nope to|nope on|no for) <(?:ids|query|ordinal)>(?: .*)?$/],
  ['reject_tickets', new RegExp(`^/?reject ${many}$`)],
  ['delete_tickets', new RegExp(`^/?(?:delete|drop|discard|remove) ${many}$`)],
  [
    'edit_ticket.priority',
    /^(?:make|set|mark|bump) <(?:ids|pronoun|ordinal|query)> (?:to |as |is )?<priority>$/,
  ],
  [
    'edit_ticket.status',
    /^(?:mark|set|move|put) <(?:ids|pronoun|ordinal|query)> (?:as |to |into |in )?<status>$/,
  ],
  ['edit_ticket.labels', /^(?:tag|label) <(?:ids|pronoun|ordinal|query)> (?:as |with |: )?[a-z][\w-]*$/],
  [
    'estimate',
    /^(?:what is|what's|which(?: one)? is|show) (?:biggest|heaviest|longest|smallest)(?: one| ticket| of <pronoun>)*$/,
  ],
  [
    'edit_ticket.title',
    /^(?:rename|retitle|title|call) <(?:ids|pronoun|ordinal|query)>(?!.* (?:and|then) (?:make|set|push|assign|give|mark|bump|approve|send|raise|lower|tag|label|move|close|reopen|split|merge|reject|delete|hand|put|add|estimate|link|drop|then|please|also) ).*$/,
  ],
  [
    'help',
    /^\/?(?:help|commands|what do|what are able to do|what is <pronoun>|what do \?|what can do|\?)(?: \?)?$/,
  ],
  ['list_tickets', /^(?:label|labels|tag) : \S+$/],
  [
    'select_document',
    /^\/?(?:cd|use|open|switch to|go to|select|change to|back to|jump to|load|choose) <doc>$/,
  ],
  [
    'ingest_document',
    /^\/?(?:ingest|import|read|parse|load) (?:<(?:url|path|payload)>|this|file|attachment|<pronoun>|document|<doc>)$/,
  ],
  ['lint_document', new RegExp(`^/?lint(?: ${doc})?$`)],
  ['summarize_document', new RegExp(`^/?(?:tldr|summary|summarize|summarise)(?: ${doc})?$`)],
  ['ingest_document', /^\/?(?:ingest|import)$/],
  ['estimate', new RegExp(`^/?(?:estimate|size) ?(?:${many})?$`)],
  ['export', /^\/?(?:export )?(?:as |to )?(?:csv|json|markdown|md)$/],
  ['show_graph', /^\/?(?:show )?(?:graph|dag|dependency graph|dependencies)$/],
  ['find_duplicates', /^\/?(?:find |any )?(?:duplicates|dedupe)$/],
  ['report_status.standup', /^\/?(?:standup|standup summary)$/],
  ['report_status.summary', /^\/?status$/],
  ['skip_question', /^skip (?:question|q) <ids>$/],
  ['usage', /^\/?(?:usage|costs?|token usage|tokens)(?: (?:report|today|<date>))*$/],
  ['schedule_report.list', /^\/?(?:list |show )?(?:schedules|scheduled reports|reminders)$/],
  ['configure.show', /^\/?(?:list |show )?(?:settings|preferences|defaults)$/],
  ['list_open_questions', /^\/?(?:list |any )?open questions$/],
  ['trace.coverage', /^\/?coverage(?: report)?$/],
  [
    'acknowledge.delete_tickets',
    /^(?:(?:hmm|no|oh|wait|actually|okay) )*(?:keep|leave) <(?:pronoun|ids|ordinal|query)>(?: in| there| for now| after all| then| please)*[ .!]*$/,
  ],
  [
    'help.topic',
    /^(?:walk|talk|guide|lead|take) (?:me )?through (?:the |how )*(?!<(?:ids|ordinal|query|pronoun)>)(?:\S+ ){0,4}\S+$/,
  ],
  ['run_workflow', /^(?:run|start|launch|trigger|execute|kick off) .*\bworkflow$/],
  ['list_trackers', /^\/?trackers ?\??$/],
  ['list_workflows', /^\/?workflows ?\??$/],
  ['plan_workflow', /^(?:plan|design|make|create|build) (?:me )?(?:an? |new |custom |own )*workflow\b.+$/],
  [
    'run_workflow',
    /^(?:run|start|launch|trigger|execute|kick off) (?:\S+ ){0,3}(?:workflow|flow|playbook) (?:on|for|with) .+$/,
  ],
  [
    'list_runs',
    /^(?:what|how)(?:'s| is| are)? (?:the )?<agent> (?:<status>|doing|up to|working on|at|getting on)(?: \S+){0,2}$/,
  ],
  ['list_runs', /^\/?(?:list |show )?(?:workflow )?runs$/],
  ['steer_run.pause', /^pause (?:<pronoun>|(?:the )?(?:run|workflow|<workflow>))$/],
  [
    'steer_run.resume',
    /^unpause <pronoun>$|^(?:resume|summarize|unpause|continue) (?:the )?(?:run|workflow|<workflow>)$/,
  ],
  ['steer_run.retry', /^(?:retry|repeat) (?:the )?(?:<status> )?step$/],
  ['steer_run.cancel', /^(?:cancel|stop|abort) (?:the )?(?:run|workflow|<workflow>)$/],
  [
    'smalltalk',
    /^(?:(?:thanks|thank|great|well|fine|right|good) ){0,3}<pronoun> (?:is )?(?:<all>|all|it)(?: for)?(?: <date>| now| me)?[ .!]*$/,
  ],
  ['smalltalk', /^(?:good ?)?(?:bye|goodbye|see you|good night|ciao|later|cya)(?: [\w<>]+){0,3}[ .!]*$/],
  [
    'smalltalk',
    /^(?:(?!remind)[\p{L}',!]+ ){0,5}(?<!to )(?:thanks|thank|cheers|much appreciated|appreciate <pronoun>)(?: [\p{L}']+){0,3}[ .!]*$/u,
  ],
  ['undo', /^\/?undo(?: (?:<pronoun>|last one|last change|my last change))?$/],
  [
    'undo',
    /^(?:(?:no|wait|hmm|actually|sorry|oh|,) )*(?:put|change|turn|set|bring|take) <pronoun> back(?: again| how was)?$/,
  ],
  ['trace', /^(?:what|which tickets?) covers? .+$/],
];

/** The label of the short form the message is, or null when it is none. */
export function readCanon(reading: Reading): string | null {
  if (isPaste(reading)) return 'ingest_document';
  if (isRestart(reading)) return 'regenerate_tickets.full';
  if (isOkay(reading)) return 'approve_tickets';
  if (asksHow(reading)) return 'help.topic';
  if (isDeclined(reading)) return 'reject_tickets';
  if (isReport(reading)) return 'create_ticket';
  const text = abstract(reading).replace(hesitation, '').replace(/ \?$/, '').trim();
  const asked = abstract(reading).trim();
  const goesOn = /[.!?;\n]\s+\S/.test(reading.source.trim());
  const fits = ([label, form]: [string, RegExp]) =>
    (form.test(text) || form.test(asked)) &&
    !(label === 'generate_tickets' && asksForOne(reading)) &&
    !(goesOn && form.source.endsWith('.*)?$'));
  return forms.find(fits)?.[0] ?? null;
}

const hesitation =
  /^(?:(?:(?:no |oh )?wait(?! (?:with|on|for|until|till|a|before))|hm+|m+|oh|ah+|ooh|ugh|omg|well|um+|uh+|er+m*|honestly)(?!\w)[ ,.!]*)+(?=\S)/;

/** "The second is declined on the grounds of cost": what is said of tickets is done to them. */
function isDeclined({ slots: [named, verdict], line: { tokens, text } }: Reading): boolean {
  if (!named || named.from > 1 || !/^(?:ids|ordinal|query)$/.test(named.kind)) return false;
  const between = tokens
    .slice(named.to, verdict?.from)
    .map(({ word }) => word)
    .join(' ');
  return (
    verdict?.kind === 'status' &&
    verdict.values.join() === 'rejected' &&
    /^(?:is|are|stands?)(?: (?:hereby|also|therefore|however))?$/.test(between) &&
    !/\?|\b(?:why|by mistake|by accident|not)\b/.test(text)
  );
}

const how =
  /\bhow (?:(?:do|does|can|would|should|could|might) (?:i|one|we|you|people|someone|docket|it|the bot|this)\b|to\b|(?:are|is|do|does|would) (?:the )?\w+ (?:being )?(?:identified|detected|found|recogni[sz]ed|determined|calculated|computed|decided|handled|made|created|generated|work|works|done|tracked)\b|\w+ing works|(?:the )?\w+ (?:is|are|gets?) (?:being )?\w+ed\b)/;

/** "How do I split a ticket", "explain how duplicates are found": about the deed, and not the deed itself. */
function asksHow({ line, slots }: Reading): boolean {
  const named = slots.some((slot) => /^(?:ids|ordinal|query|pronoun|priority|status)$/.test(slot.kind));
  const text = withoutCourtesies(withoutOpening(line.text));
  return (
    !named &&
    how.test(text) &&
    /^(?:please )?(?:explain|describe|tell|show|remind|teach|how|i |we |wondering|any idea)/.test(text) &&
    helpTopicOf(text) !== null
  );
}

/** "Bug!! cannot pay with amex", "spike on passkeys": the kind of ticket and what it is about, without a verb. */
function isReport(reading: Reading): boolean {
  const { line, slots } = reading;
  if (
    slots.some(({ kind }) => /^(?:ids|ordinal)$/.test(kind)) ||
    line.tokens.some(({ word }) => word === '?')
  )
    return false;
  const ordered = segmentsOf(reading)
    .slice(1)
    .some((segment) => isImperative(withoutCourtesies(segment.reading.line.text)));
  return report.test(line.text) && !ordered;
}

const report =
  /^(?:(?:new|another|small|quick|a|one more|urgent|p ?[0-3]) )*(?:(?:bug|defect)(?: report)?(?: from \S+)? ?(?:!|:|-|–|—|,) |(?:spike|chore|story|task) (?:on|about|to) (?!(?:the |a )?(?:list|board|top|bottom|left|right)\b))(?:! )*(?:payload|\S+ \S+)/;

/** "Ok 3 but not 5": an okay and tickets, and nothing else. */
function isOkay({ slots, line: { tokens } }: Reading): boolean {
  const [first] = slots;
  const lead = /^(?:to|for|on|with)$/.test(tokens[1]?.word ?? '') ? 2 : 1;
  if (tokens[0]?.word !== 'okay' || first?.from !== lead) return false;
  const inSlot = (at: number) => slots.some((slot) => slot.from <= at && at < slot.to);
  const others = tokens.filter((_, at) => at >= lead && !inSlot(at));
  return (
    slots.every((slot) => /^(?:ids|rest|query|ordinal)$/.test(slot.kind)) &&
    others.every((token) => /^(?:but|not|and|please|[,.!])$/.test(token.word))
  );
}

/** Throwing all away to make it again is one deed, and not the deletion it begins with. */
function isRestart({ slots, line }: Reading): boolean {
  const narrow = slots.some((slot) => /^(?:ids|query|priority|status|ordinal|tracker)$/.test(slot.kind));
  return !narrow && restart.test(line.text);
}

const restart =
  /^(?!.*(?:don't|do not|never)).*\b(?:discard|drop|throw|scrap|delete|wipe|bin|toss|nuke|trash|kill|dump)\b.*\b(?:all|everything|lot|whole|them|these|set)\b.*\b(?:again|anew|from zero|from scratch|start over|afresh|regenerate|generate new)\b/;

/** A pasted document, unless tickets are asked for from it. */
function isPaste({ slots, line }: Reading): boolean {
  const pasted = slots.some(
    (slot) => slot.kind === 'payload' && slot.form === 'code' && slot.value.length > 20,
  );
  return pasted && !/\b(?:tickets?|stor(?:y|ies)|backlog|tasks?|bugs?|summar|comment|export)/.test(line.text);
}
