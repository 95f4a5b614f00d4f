/** What headings say in English, folded to plain lower-case letters. */
import type { HeadingLexicon } from './heading-lexicon.ts';

export const englishHeadings: HeadingLexicon = {
  out_of_scope: {
    phrases:
      "out of (?:\\w+ )?scope|out-of-scope|^not (?:required|requested|needed|wanted)$|not in (?:scope|this|the|v\\d|release)|not (?:this|for this) (?:time|release)|non-?goals?|non goals?|no[- ]?go(?:e?s)?\\b|not part of|not doing|won'?t do|will not (?:do|build|touch|fix)|won'?t (?:build|have|fix)|not included|what (?:this|it) is not|anti-goals?|explicitly (?:not|out)\\b|not covered|(?:does not|doesn.t) cover|not planned|leave out|leaving out|off the table|never (?:build|do|ship|offer)\\b|said no to|^out$|what would be too much$|(?:advise|recommend|decided) against|not recommended|(?:would|do|did|are|should) not (?:do|build|touch|plan|include|take|choose|pick|propose)\\b|do not build|scope exclusions?|not going to|^(?:please )?(?:don.?t|do not)$|not on (?:the|our|this) (?:road ?map|list|plan|agenda)",
    words: 'won.?t|excluded|exclusions?|descoped|rejected|dropped|limits of scope',
  },
  future: {
    phrases:
      'possible extensions|(?:second|third|subsequent) releases?|future (?:work|considerations?|possibilities|enhancements?|improvements?|ideas?|scope|phases?|releases?|versions?|features?|plans?)|deferred|parking (?:lot|space|bay|place)|later (?:phases?|releases?|versions?)|post[- ]?(?:mvp|launch)|after (?:launch|mvp|the launch)|not now|next release|phase \\d+ ?(?::|-)? ?(?:maybe|later|future)|maybe (?:later|20\\d\\d|one day)|for later|someday|not urgent|to look into|^next (?:train|release|version|round)\\b|(?:second|next|later) round|(?:may|might|could) follow$|next (?:year|season)|worth a look|v(?:ersion)? ?[2-9](?:\\.\\d)?(?: ideas?)?$|(?:anticipated|expected|foreseen|likely) (?:changes|extensions|evolution)|stretch (?:ideas|goals)|ideas for',
    words: 'later|future|beyond|parked|backlog|icebox|ideas|possible extensions?|extensions?|outlook|someday',
  },
  done: {
    phrases:
      'fixed (?:during|in|since|by)\\b|since (?:the |our )?last \\w+|what we(?:.ve| have)? (?:already )?(?:hacked|built|shipped|finished|delivered)\\b|(?:is|are) in place$|already ours|^what works(?: today| already)?$|^what (?:exists|is (?:done|finished|live))(?: today| already)?$|already (?:accepted|approved|agreed|paid|rendered|solved|covered|possible|handled|done|there|built|live|shipped|delivered|exists?|in place|implemented)|done since|what we have today|recently shipped',
    words: 'done|completed|shipped|delivered|existing (?:features|functionality)|implemented|finished',
  },
  question: {
    phrases:
      '^(?:still )?(?:unsure|not sure)(?: about)?$|^ask (?:the|our|legal|finance|sales|support|marketing)\\b|open (?:questions?|issues?|points?|items?|topics?)|discussion (?:points?|topics?)|unresolved|to be (?:clarified|decided|discussed)|outstanding questions?|not settled|unsettled|still open|unknowns?|things we (?:do not|don.t) know|clarifications?(?: needed)?|needs? clarification|questions (?:to|for|from)|undecided',
    words: 'questions?|faq|open|edge cases?|tbd|q ?& ?a|q and a|issues',
  },
  changelog: {
    phrases:
      '^log$|change ?log|revision history|version history|document history|change history|(?:status|project|weekly) updates?',
    words: 'revisions|history|changes|updates',
  },
  contents: {
    phrases: 'table of contents|epic (?:list|overview|summary|structure(?: decision)?)|list of epics',
    words: 'contents|toc|index',
  },
  acceptance: {
    phrases:
      'acceptance (?:criteria|criterion|tests?|scenarios?)|definition of done|^done when|what (?:would|does) good look like|conditions of satisfaction|success conditions',
    words: 'acceptance|criteria|dod|ac|done when',
  },
  nfr: {
    phrases:
      'non-?functional|non functional|quality (?:attributes?|bars?|requirements?|goals?)|(?:performance|security|scalability|usability|reliability|availability|accessibility|compliance|privacy|compatibility|operational|maintainability) requirements?|service levels?|rules that apply|general (?:requirements?|rules)|cross-?cutting|apply to (?:all|every)',
    words:
      'nfrs?|quality|performance(?: requirements?)?|security(?: requirements?)?|reliability|availability|scalability|accessibility|privacy|compliance|usability|localisation|localization|internationalisation|internationalization|observability|monitoring|operations|maintainability|slas?|slos?',
  },
  alternatives: {
    phrases:
      'alternatives?(?: considered)?|options considered|considered (?:options|alternatives)|pros and cons|considered and rejected|rejected (?:options|alternatives|ideas)|other options|prior art',
    words: 'alternatives?|why not',
  },
  user_story: {
    phrases:
      'user stor(?:y|ies)|job stor(?:y|ies)|use cases?|user scenarios?|jobs? to be done|user journeys?',
    words: 'stories|story|scenarios|journeys?|jtbd|epics?',
  },
  metrics: {
    phrases:
      'we(?: will|.ll) know (?:in|by|that|when|after)|success (?:metrics?|criteria|measures?|indicators?)|key (?:metrics?|results?|performance indicators?)|how (?:will )?we (?:will )?measure|measur(?:es?|ing|ement) (?:of )?success|how we (?:will )?know|what success looks like|gate to|measurable outcomes?|(?:business|expected|user|projected) (?:impact|benefits|outcomes|results)|return on investment|roi(?: analysis)?|feedback loops?|continuous improvement',
    words:
      'in numbers|(?:key|some|our|a few) (?:numbers|figures)|metrics?|kpis?|measures?|measurements?|success|scorecard|okrs?|targets?|results|outcomes?|analytics goals|impact',
  },
  persona: {
    phrases:
      'actors and (?:needs|goals|roles)|user personas?|target (?:users?|audience|groups?|customers?|market)|who (?:is|are) (?:this|it|the users?)|who (?:it|this|we|they) (?:is|are|build)(?: it)? for\\b|who is it for|who we (?:build|are building)|user segments?|user types?|user roles|user (?:classes|characteristics)(?: and characteristics)?',
    words: 'personas?|users?|audience|customers?|segments?|actors|roles|target',
  },
  example: {
    phrases:
      '(?:file|folder|directory|project|repository|code) structure|(?:run|useful|common) commands|project statistics|examples$|example (?:event|request|response|payload|output|usage|code|data)|sample (?:payload|code|output|data)',
    words: 'quotes|quotations|verbatims?|testimonials|voices|examples?|samples?|illustrations?|snippets?',
  },
  glossary: {
    phrases: 'terms and definitions|(?:status|state|role|field) definitions?',
    words:
      'key entities|entities|glossary|definitions?|terminology|terms|abbreviations|acronyms|conventions?|legend|notation|vocabulary|how to read',
  },
  reference: {
    phrases:
      '^backup\\b|related (?:documents?|work|links?|rfcs?)|further reading|see also|documentation index|document(?:ation)? (?:map|links?)',
    words: 'references?|related|links|resources|appendix|appendices|sources|bibliography|attachments|annex',
  },
  risk: {
    phrases:
      '^(?:watch out|beware|careful|caution|heads[- ]up)\\b|risks? and|what could go wrong|what can go wrong|risk (?:assessment|register|analysis|mitigation)|potential (?:risks|issues|challenges)',
    words: 'consequences|risks?|drawbacks?|concerns?|threats|mitigations?|pitfalls|trade-?offs?|downsides',
  },
  assumption: { phrases: 'assumptions? (?:and|we)|we assume|assumptions$', words: 'assumptions?|premises' },
  constraint: {
    phrases:
      'known and (?:fine|accepted)|constraints? and|technical constraints|legal constraints|constraints$|rabbit holes?|resource (?:requirements?|planning|needs)|cost estimates?',
    words:
      'constraints?|limitations?|restrictions?|boundary conditions|preconditions|prerequisites?|guardrails|considerations?',
  },
  dependency: {
    phrases:
      'block(?:s|ing|ed) (?:us|by)|(?:duties|obligations) of the (?:client|customer)|dependencies (?:between|and|on)|waiting on|blocked by|depends on|what we need from|dependency (?:chain|graph|map)|logical dependency',
    words: 'dependenc(?:y|ies)|blockers?|external dependencies|interdependencies',
  },
  decision: {
    phrases: 'what is settled|decisions? (?:made|taken|log)|what we decided',
    words: 'decisions?|decided|resolutions?|agreements|agreed',
  },
  action: {
    phrases:
      'action (?:items?|points?|list)|(?:general|corrective|further|planned|remedial|preventive) measures|(?:our |key )?recommendations?|recommended (?:actions|changes|improvements)|(?:remaining|outstanding) (?:\\w+ )?(?:work|tasks|items)|next steps?|to-?dos?|what needs to happen|what (?:has|needs) to be done|follow-?ups?|implementation (?:tasks|steps|plan)|^steps$|(?:migration|cut-?over|execution|deployment|roll-?out) steps|task (?:list|breakdown)|work items',
    words: 'actions?|tasks?|todo|assignments|homework|commitments',
  },
  bug: {
    phrases:
      '^(?:must|should|could|to|has to|needs to) be (?:fixed|repaired)|known (?:bugs|issues|defects)|bugs we|bug fixes|things to fix',
    words: 'bugs?|defects?|fixes',
  },
  milestone: {
    phrases:
      'roll-?out(?: plan)?|release plan|launch plan|development roadmap|project plan|delivery plan|go-to-market|migration plan|implementation phases|task order|order of work|phased|build order',
    words:
      'milestones?|timetable|timeline|roadmap|phases|schedule|release|releases|launch|rollout|plan|planning|deadlines|dates|iterations|sprints',
  },
  testing: {
    phrases:
      'test (?:plan|strategy|cases|approach)|testing (?:plan|strategy|approach)|quality assurance|verification plan',
    words: 'testing|tests?|qa|verification|validation',
  },
  requirement: {
    phrases:
      '^(?:must|should|could|to|has to|needs to) be (?:built|done|solved)|(?:main|basic|normal|happy|alternat(?:e|ive))(?: success)? (?:scenario|flow|path|course)s?|functional (?:requirements?|scope)|what (?:do )?(?:you|we) want(?: to do)?$|(?:did not|didn.t|not) (?:yet )?(?:started?|finished?)$|half[- ]done|^in$|^(?:in progress|ongoing|work in progress|wip|doing|under ?way|up next|planned|next up)$|^services$|(?:description|scope) of (?:services|work)|what is (?:still )?(?:missing|left)$|fix first$|build first$|(?:target|future|desired|end|to-be) state|(?:product|system|business|user|detailed|core|key|technical|interface|data|feature|software) requirements?|requirements? (?:specification|list|overview)|core features?|key features?|main features?|feature (?:list|set|overview|requirements|breakdown|specifications?)|features? and|what we (?:are )?build(?:ing)?|what (?:it|the product) (?:does|should do|must do)|must[- ]haves?|should[- ]haves?|could[- ]haves?|nice[- ]to[- ]haves?|in scope|what to build|capabilities|what changes|added requirements|modified requirements|mvp scope|(?<!(?:infrastructure|hosting|environment|hardware|deployment) )requirements$',
    words:
      'requirements?|features?|functions?|functionality|scope|mvp|deliverables?|specifications?|specs?|functional|capability|wishlist|improvements|enhancements|changes',
  },
  technical: {
    phrases:
      'tech(?:nical)? notes?|technical (?:design|architecture|considerations|details|approach|specifications?|notes|solution|overview|foundation|choices)|key libraries|browser support|development (?:tools|environment)|system (?:architecture|components|design)|data models?|implementation (?:details|notes)|infrastructure requirements|detailed design',
    words:
      'architecture|api|apis|technical|technology|tech stack|stack|infrastructure|database|schema|backend|frontend|integrations?|implementation|endpoints?',
  },
  design: {
    phrases:
      'user experience|user interface|ui ?/ ?ux|ux ?/ ?ui|user flows?|design (?:considerations|principles|notes)|look and feel|key user flows',
    words: 'ux|ui|design|wireframes?|mockups?|screens|flows?',
  },
  solution: {
    phrases:
      'proposed (?:solution|change|design|approach)|solution overview|how it works|what we propose|our (?:approach|proposal)|the idea',
    words: 'solution|proposal|approach|concept|idea|strategy|pitch|vision and solution|what',
  },
  problem: {
    phrases:
      'problem (?:statement|description|space)|what we (?:heard|learned|learnt|saw)$|what went (?:well|badly|wrong|right)|root causes?|what happened|^(?:key |main |research |user )?(?:insights|learnings)$|^reasons?(?: for (?:the )?(?:change|request))?$|pain points?|(?:critical )?(?:areas? (?:for|of) improvement|improvement areas?)|what.?s (?:broken|missing)|current (?:\\w+ )?(?:issues|challenges|limitations)|why now|why (?:are )?we (?:are )?doing|current (?:situation|state|process|problems?)|customer problem|the problem',
    words: 'justification|problems?|motivation|pain|why|rationale|need|opportunity|challenge|challenges',
  },
  goal: {
    phrases:
      'press release|goals? and|decision drivers?|design goals?|(?:ux|product|design|overall|overall ux|long-term) vision|interaction paradigms?|what we want(?: to achieve)?|what we are after|business (?:goals?|objectives?|case|value)|product (?:goals?|vision|objectives?)|strategic (?:fit|alignment)',
    words:
      'bets?|hypothes[ie]s|outcomes? we want|goals?|objectives?|aims?|vision|mission|value|benefits?|purpose|principles|branding|rationale',
  },
  people: {
    phrases: 'sign-?offs?|raci|team (?:members|and roles)',
    words:
      'stakeholders?|team|attendees|participants|present|contacts?|owners?|approvers?|approvals|reviewers?|responsibilities',
  },
  overview: {
    phrases:
      'context and scope|executive summary|where we (?:are|stand)|(?:revenue|business|pricing) models?|pricing (?:strategy|stance|tiers?)|moneti[sz]ation(?: strategy| model)?|competitive (?:analysis|landscape|advantage)|market (?:analysis|opportunity|size|research|context)|checklist results|document (?:purpose|overview)|about this|status update|product overview|at a glance|current[- ]state(?: assessment| analysis)?|product perspective|operating environment|overall description|core value propositions?|value propositions?',
    words:
      'comments?|conclusions?|competitors?|competition|positioning|market|forces|snapshot|topic|strengths|weaknesses|overview|summary|introduction|intro|background|context|abstract|tl;?dr|about|status|description|preface|preamble|in short|current state',
  },
  meta: {
    phrases: 'document (?:information|control|details|status)',
    words:
      'governing law|jurisdiction|liability|confidentiality|indemnity|termination|payment terms|appetite|metadata|meta|information|document|front matter',
  },
};
