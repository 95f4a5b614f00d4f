/** What people say of ideas, capabilities and their gates in so many words (S1-60): each whole message means one deed. */
import { Audience, StageId } from '../domain/stage.ts';
import { capabilityKey, capabilityMeant } from './capability-subject.ts';
import type { Intent } from './intent.ts';
import type { Situation } from './situation.ts';

const asked =
  "^(?:please |pls |hey,? |hi,? |ok(?:ay)?,? |so,? |now |docket,? |(?:can|could|would|will) (?:you|we) (?:please )?|i(?:'d| would) like (?:you )?to |i want to |let(?:'s| us) )*";
const ended = '(?:,? (?:please|pls|now|right now|today|thanks|for me))*\\s*[.!?]*$';

type Said = Readonly<Record<string, string | undefined>>;
type Form = { pattern: RegExp; read(said: Said, situation: Situation): Intent | null };

/** `{c}` is a capability by its key or title. */
function form(pattern: string, read: Form['read']): Form {
  const whole = pattern.replaceAll('{c}', '(?<c>[^,;:?!\\n]{2,120}?)');
  return { pattern: new RegExp(`${asked}(?:${whole})${ended}`, 'isu'), read };
}

/** A deed on the capability that is named; none where the words name no capability. */
function on(tool: string, more: (said: Said) => Intent['args'] | null = () => ({})): Form['read'] {
  return (said, situation) => {
    const capability = capabilityMeant(said.c ?? 'it', situation);
    const args = more(said);
    if (capability === null || args === null) return null;
    return { tool, args: { ...(capability ? { capability } : {}), ...args } };
  };
}

const plain =
  (tool: string, args: Intent['args'] = {}): Form['read'] =>
  () => ({ tool, args });

const gate =
  '(?:the |its |our )?(?:(?:spec|product|design|architecture|arch|stack|compliance|legal|uat|acceptance|release)(?: (?:approval|sign-?off))? ?)?(?:gate|approval|sign-?off|spec|design|architecture|release|uat|compliance)';
const because = '(?:(?:,| -| –| —|:)? (?:because|since|as) (?<reason>.+)|(?:,|:| -| –| —) (?<why>.+))?';

const reading: readonly Form[] = [
  form(
    "(?:where(?:'s| is| does| do we| are we)(?: with)?|what(?:'s| is) (?:the )?(?:status|state|stage|progress) of|(?:status|state|progress) (?:of|on)|how(?:'s| is)|what(?:'s| is) (?:up|going on|happening) with|what stage is|show(?: me)?|open|look at|what(?:'s| is) (?:blocking|holding(?: up)?)|what does|why is|who owns|who has to (?:approve|sign off|decide(?: on)?)) {c}(?: (?:at|now|standing|stand|doing|going|coming along|in|stuck|blocked|late|waiting(?: for)?|wait for))*",
    on('show_capability'),
  ),
  form(`(?<c>${capabilityKey})`, on('show_capability')),
  form(
    '(?:show|give|get|read)(?: me)? (?:the )?(?:context|bundle|context bundle|background)(?: bundle)? (?:of|for|on) {c}|context (?:of|for) {c}'.replace(
      /\{c\}$/,
      '(?<d>[^,;:?!\\n]{2,120}?)',
    ),
    (said, situation) => on('show_context')({ c: said.c ?? said.d }, situation),
  ),
  form(
    "(?:what|where|which (?:gates?|ones?|things?))(?: (?:must|should|do|can|have|need)(?: i| we)?(?: have| need)?(?: to)?| i(?: must| have to| need to)?|(?:'s| is| are) there for me to) (?:act(?: on)?|decide(?: on)?|sign off|approve|do(?= in the pipeline))(?: on)?(?: (?:next|first|now|today|this week|in the pipeline))*",
    plain('show_dashboard', { of: 'mine' }),
  ),
  form(
    "(?:what(?:'s| is)|which gates are|anything|is anything) waiting (?:for|on) (?:me|my (?:approval|decision|sign-?off|word|ok))|my (?:gates|decisions|approvals)|what needs (?:my|a) (?:decision|approval|sign-?off)",
    plain('show_dashboard', { of: 'mine' }),
  ),
  form(
    "(?:(?:show|open|give|draw)(?: me)? )?(?:the |our |my )?(?:(?:capability|capabilities|leadership|pipeline|product factory) )?(?:dashboard|leadership view)|(?:show|list)(?: me)? (?:all |the |our )*capabilities|what capabilities (?:do we have|are there|are under way)|how(?:'s| is) (?:the |our )?pipeline(?: doing| looking)?|pipeline status",
    plain('show_dashboard'),
  ),
  form(
    '(?:(?:show|draw|open)(?: me)? )?(?:the |our |a )?(?:board|picture|map) of (?:the |all )?(?:stages|capabilities|the pipeline)|(?:show|draw|open)(?: me)? (?:the |our )?(?:pipeline|stages)(?: board| picture)?|where does (?:everything|every capability) stand|where do (?:all )?(?:our |the )?capabilities stand',
    plain('show_dashboard', { of: 'stages' }),
  ),
  form(
    '(?:(?:show|give|send|post)(?: me| us)? )?(?:the |our |this |last )?(?:weekly )?(?:digest|week) (?:of|for) (?:the |all |our )?(?:capabilities|pipeline|week)|(?:(?:show|give)(?: me| us)? )?(?:the |our )?(?:capability|capabilities|pipeline|leadership) digest|what (?:has )?shipped this week',
    plain('show_dashboard', { of: 'digest' }),
  ),
  form(
    `(?:(?:show|give)(?: me)? )?(?:the |our )?(?:cogs|running costs?)(?: (?:dashboard|report))?(?: by (?<by>capability|stage|audience|agent|ticket))?(?: (?:of|for) {c})?|what (?:does|will|would|do|did) (?<d>${capabilityKey}) cost(?: us)?(?: to run)?`,
    readCosts,
  ),
  form(
    '(?:show|list)(?: me)? (?:the |our |all |new |open )*ideas|(?:which|what) ideas (?:are there|wait|are new|do we have)(?: to be triaged)?',
    plain('triage_idea'),
  ),
];

function readCosts({ by, c, d }: Said, situation: Situation): Intent | null {
  const group = by ? { by: by.toLowerCase() } : {};
  const words = c ?? d;
  if (words === undefined) return { tool: 'show_cogs', args: group };
  const capability = capabilityMeant(words, situation);
  return capability === null
    ? null
    : { tool: 'show_cogs', args: { ...group, ...(capability ? { capability } : {}) } };
}

const writing: readonly Form[] = [
  form(
    `(?:(?:here(?:'s| is)|i(?:'ve| have)(?: got)?|got|add|log|submit|take|record|note|capture) )?(?:an? |this |my |the )?(?:new |product |feature )*idea(?: for (?:the |our )?(?<product>[\\w ]{2,40}?))?\\s*[:–—-]\\s*(?<title>\\S.*)`,
    readIdea,
  ),
  form(
    '(?:triage|accept|take) (?<idea>idea-\\d{4}-\\d{3,})(?: (?:into|as|to|:)\\s*(?<titles>.+))?',
    readTriage,
  ),
  form(
    '(?:turn|make|split) (?<idea>idea-\\d{4}-\\d{3,}) into (?:an? |the )?(?:capability|capabilities)?:? ?(?<titles>.+)?',
    readTriage,
  ),
  form('(?:discard|drop|reject|decline) (?<idea>idea-\\d{4}-\\d{3,})', ({ idea = '' }) => ({
    tool: 'triage_idea',
    args: { idea: idea.toUpperCase(), discard: true },
  })),
  form(
    '(?:move|take|bring|advance|send|bump|promote) {c} (?:on |forward |along |over )?(?:in)?to (?:the )?(?<stage>[a-z/_ -]{3,30}?)(?: stage)?',
    on('advance_capability', ({ stage = '' }) => {
      const to = stageMeant(stage);
      return to === null ? null : to === 'next' ? {} : { to };
    }),
  ),
  form(
    '(?:move|take|bring) {c} (?:on|forward|ahead|along|further)|(?:advance|promote|bump) (?<d>[^,;:?!\\n]{2,120}?)',
    (said, situation) => on('advance_capability')({ c: said.c ?? said.d }, situation),
  ),
  form(
    '(?:submit|hand in|send in)(?: (?:the |its |our )?(?:spec|product spec|design|architecture))?(?: (?:of|for))? {c}(?: (?:for|to) (?:its |the )?(?:approval|review|sign-?off|gate))?',
    on('submit_capability'),
  ),
  form(
    '(?:submit|hand in) (?:the |its |our |my )?(?:spec|product spec|design|architecture)(?: (?:for|to) (?:its |the )?(?:approval|review|sign-?off|gate))?',
    on('submit_capability'),
  ),
  form('(?:write|draft|start|continue|go on with) (?:the |its |our )spec', on('draft_spec')),
  form(
    '(?:write|draft|start|begin|do|continue|fill in)(?: me)? (?:a |the |its )?(?:product )?spec(?: (?:of|for|on))? {c}|(?:ask|interview)(?: me)?(?: about)? (?:the )?(?:spec )?(?:questions )?(?:of|for|about) (?<d>[^,;:?!\\n]{2,120}?)|spec (?<e>[^,;:?!\\n]{2,120}?)',
    (said, situation) => on('draft_spec')({ c: said.c ?? said.d ?? said.e }, situation),
  ),
  form(
    `(?:we (?:need|have) |need |do )?(?:to )?(?:ship |raise |open |start |create |file |report |log |make |begin |push )?(?:out )?(?:an? )?(?:urgent |quick )?hot-?fix(?: (?:for|on|in|of|to))? ?(?<c>${capabilityKey}|(?:component:)?[\\w .-]{2,60}?)(?:\\s*[:,–—]\\s*|\\s+[-]\\s+|\\s+(?:because|since)\\s+)(?<title>\\S.*)`,
    ({ c = '', title = '' }) => ({
      tool: 'raise_hotfix',
      args: { context: contextOf(c), title: title.trim() },
    }),
  ),
  form(
    `(?:we (?:need|have) |need |do )?(?:to )?(?:ship |raise |open |start |create |file |report |log |make |begin |push )?(?:out )?(?:an? )?(?:urgent |quick )?hot-?fix(?: (?:for|on|in|of|to)) ?(?:the )?(?<c>${capabilityKey}|(?:component:)?[\\w .-]{2,60}?)`,
    ({ c = '' }) => ({
      tool: 'clarify',
      args: { slot: 'what', about: { tool: 'raise_hotfix', args: { context: contextOf(c) } } },
    }),
  ),
  form(
    `(?<c>${capabilityKey}) (?:depends on|waits for|needs|is blocked by) (?<on>${capabilityKey})(?: to be shipped| first)?`,
    on('edit_capability', ({ on: other = '' }) => ({ depends_on: [other.toUpperCase()] })),
  ),
  form(
    `(?:make|set) (?<who>\\p{L}[\\p{L} .'-]{0,40}?) (?:as )?(?:the )?owner of {c}|(?:the )?owner of (?<d>${capabilityKey}) is (?<whom>\\p{L}[\\p{L} .'-]{0,40}?)`,
    (said, situation) =>
      on('edit_capability', () => ({ owner: (said.who ?? said.whom ?? '').trim() }))(
        { c: said.c ?? said.d },
        situation,
      ),
  ),
  form(
    '(?:push|send|publish)(?: the)?(?: (?<audience>engineering|product|release|press|marketing))?(?: (?:tickets|issues|items))?(?: (?:of|for|from))? {c}(?: to (?<tracker>linear|github|jira))?',
    on('push_capability', ({ audience, tracker }) => ({
      ...(audience ? { audience: Audience.parse(audience.toLowerCase()) } : {}),
      ...(tracker ? { tracker: tracker.toLowerCase() } : {}),
    })),
  ),
];

/** What only a person's own press or command does: the card is shown, and where to press is said. */
const pressed: readonly Form[] = [
  form(
    `(?:approve|sign off(?: on)?|ok|okay|accept|pass|clear)(?: ${gate})?(?: (?:of|for|on))? {c}`,
    on('decide_gate'),
  ),
  form(
    `(?:reject|decline|refuse|deny|send back|fail)(?: ${gate})?(?: (?:of|for|on))? {c}${because}`,
    on('decide_gate'),
  ),
  form(
    `(?:approve|sign off(?: on)?|reject|decline) (?:the |this )(?:spec|design|architecture|stack|compliance|uat|release) (?:gate|approval|sign-?off)${because}`,
    on('decide_gate'),
  ),
  form(`(?:cancel|call off|kill|stop|abandon) (?<c>${capabilityKey})${because}`, on('cancel_capability')),
  form(
    `waive (?<on>${capabilityKey}|the dependency)(?: (?:on|for|of) {c})?${because}`,
    on('waive_dependency'),
  ),
  form(
    `(?<c>${capabilityKey}) (?:is|was|has been) (?:merged|green|deployed|shipped|released|on staging|in production|live)(?: .{0,60})?`,
    on('report_delivery'),
  ),
];

function readIdea({ title = '', product }: Said): Intent | null {
  const [first = '', ...rest] = title.trim().split(/\n+|(?<=[.!?])\s+/);
  const short = first.length <= 200 ? first.replace(/[.!]+$/, '') : `${first.slice(0, 199)}…`;
  const more = rest.join(' ').trim();
  const description = first.length > 200 ? title.trim() : more;
  return {
    tool: 'submit_idea',
    args: {
      title: short,
      ...(description ? { description } : {}),
      ...(product ? { product: product.trim() } : {}),
    },
  };
}

function readTriage({ idea = '', titles = '' }: Said): Intent {
  const each = titles
    .split(/\s*(?:;|\n|,? and (?=["“]))\s*/)
    .map((one) => one.trim().replace(/^["“]|["”]$/g, ''))
    .filter(Boolean);
  return {
    tool: 'triage_idea',
    args: { idea: idea.toUpperCase(), ...(each.length > 0 ? { titles: each } : {}) },
  };
}

function contextOf(words: string): string {
  const said = words.trim().replace(/^the /i, '');
  return new RegExp(`^${capabilityKey}$`, 'i').test(said) ? said.toUpperCase() : said;
}

const stageNames: Readonly<Record<string, StageId | 'next'>> = {
  'product spec': 'spec',
  design: 'architecture',
  arch: 'architecture',
  development: 'build',
  dev: 'build',
  implementation: 'build',
  'ci/cd': 'cicd',
  ci: 'cicd',
  staging: 'cicd',
  acceptance: 'uat',
  'user acceptance': 'uat',
  legal: 'compliance',
  'spec review': 'spec_approval',
  'design approval': 'architecture_approval',
  'design review': 'architecture_approval',
  production: 'release',
  next: 'next',
};

function stageMeant(words: string): StageId | 'next' | null {
  const said = words.trim().toLowerCase();
  const known = stageNames[said];
  if (known) return known;
  const id = StageId.safeParse(said.replace(/[ -]+/g, '_'));
  return id.success ? id.data : null;
}

const forms = [...writing, ...pressed, ...reading];

/** The deed a whole message asks for in one of these ways; null for any other message. */
export function readCapabilityWords(text: string, situation: Situation): Intent | null {
  const said = text
    .trim()
    .replace(/[’`]/g, "'")
    .replace(/[ \t]+/g, ' ');
  if (said.length > 4000) return null;
  for (const { pattern, read } of forms) {
    const match = pattern.exec(said);
    const intent = match && read(match.groups ?? {}, situation);
    if (intent) return intent;
  }
  return null;
}
