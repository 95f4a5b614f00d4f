/** The short forms themselves: what always means one thing, whoever says it. */

const ref = '(?:ticket |number |story )?<(?:ids|query|ordinal|pronoun)>';
const many =
  '(?:all |tickets? |number )*(?:<(?:ids|query|ordinal|pronoun|all|rest|priority|status|type|label)> ?(?:ones?|tickets|items)? ?)+';
const doc = '(?:(?:from|for|of|in|out of|on) )?(?:<(?:doc|path|url|pronoun)>)';

/** Label and pattern over words and `<slot>` marks; the first that fits counts. */
export const forms: [string, RegExp][] = [
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
    'create_ticket',
    /^(?:log|file|raise|open|create|add|note|report|record|make|enter) (?:<ids> |\d+ |two |three |four |some |these |following |few |new |couple of )*<type> ?: <payload>/,
  ],
  [
    'report_status.next',
    /^(?:tell me |show me |and )?(?:what|what's|what else) (?:is )?(?:left|remaining|outstanding)(?: to (?:do|be done)| open)?$/,
  ],
  [
    'generate_tickets',
    /^(?:.* )?(?:from|out of|von|de) (?:the |dem |der )?<(?:path|doc|url)> (?:tickets|stories|<type>) (?:do|make|generate|create|build|write)$/,
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
