/** Recognises what a ticket or block is like: priority, type, status, block type, effort, dates. */
import { readWeekday, weekdayNames } from '../../domain/local-time.ts';
import type { Recogniser } from './recogniser.ts';
import type { SlotValue } from './slot.ts';

const priorities: [RegExp, string][] = [
  [/^p ?0s?$|^(?:urgent|critical|blocker prio\w*|showstoppers?|highest|top)$|^dringend$|^urgente?$/, 'P0'],
  [/^p ?1s?$|^hi$|^high(?:er)?$|^(?:hoch|haute?|alta)$/, 'P1'],
  [/^p ?2s?$|^(?:medium|normal|mid|moderate|mittel|moyenne|media|média)$/, 'P2'],
  [/^p ?[34]s?$|^(?:low|lowest|trivial|niedrig|basse|baja|baixa)$/, 'P3'],
];

/** P0 to P3, or null. */
function priorityOf(word: string): string | null {
  return priorities.find(([pattern]) => pattern.test(word))?.[1] ?? null;
}

const separator = String.raw`(?: ?(?:,|/|\+|&|(?<= )and(?= )|(?<= )or(?= )) ?(?:and |or )?(?:the )?)`;

function listOf(item: string): string {
  return `(?:${item})(?:${separator}(?:${item}))*`;
}

function membersOf(list: string): string[] {
  return list.split(new RegExp(separator)).map((member) => member.trim());
}

const spelt = ['zero', 'one', 'two', 'three', '0', '1', '2', '3'];

const code = String.raw`p ?[0-4]s?(?![\d:])`;
const adjective =
  'hi|urgent|critical|dringend|urgente?|highest|high|medium|mid|normal|low|lowest|hoch|haute?|alta|niedrig|basse|baja|baixa|mittel';

export const priority: Recogniser[] = [
  {
    pattern: new RegExp(String.raw`(?<![\w#-])${listOf(code)}`, 'g'),
    read: ({ match }) => ({
      kind: 'priority',
      values: membersOf(match[0]).flatMap((member) => priorityOf(member) ?? []),
    }),
  },
  {
    pattern:
      /(?<!\w)(?:an? )?priority (?:number |level )?(zero|one|two|three|[0-3])(?![\w-])(?! tickets?\b)/g,
    read: ({ match }) => ({ kind: 'priority', values: [`P${spelt.indexOf(match[1]!) % 4}`] }),
  },
  {
    pattern: new RegExp(
      String.raw`(?<!\w)(?:(?:priority )?(?:to |= ?|: ?|as |is )?)?(${adjective}|top)(?:est)?[ -](?:priority|importance)(?!\w)`,
      'g',
    ),
    read: ({ match }) => single(match[1]!),
  },
  {
    pattern: new RegExp(String.raw`(?<!\w)(?!hi )(${adjective})(?!\w)(?! path)`, 'g'),
    read: ({ match, before }) =>
      /priority|(?:set|make|mark|bump|raise|drop|lower|is|it|as|to|->|→|=|:|,|them|these|those) ?(?:\S+ )?$/.test(
        before,
      ) || /^(?:urgent|critical|dringend|urgente?)$/.test(match[1]!)
        ? single(match[1]!)
        : null,
  },
];

function single(word: string): SlotValue | null {
  const value = priorityOf(word);
  return value ? { kind: 'priority', values: [value] } : null;
}

const blockWords: Record<string, string> = {
  requirement: 'requirements?|functional requirements?',
  nfr: 'nfrs?|non[ -]?functional(?: requirements?)?|non[ -]?functionals|quality attributes?',
  persona:
    'personas?|users(?= (?:of|in|described|named|who))|target users?|user types?|audiences?(?= block| section)',
  metric: 'metrics?|success metrics?|kpis?|success criteria|success measures?|okrs?',
  risk: 'risks?|risques?|riesgos?|risiken|risiko|riscos?',
  constraint: 'constraints?|limitations?|constraits?',
  milestone: 'milestones?',
  non_goal: 'non[ -]?goals?|anti[ -]?goals?|out[ -]of[ -]scope (?:list|section|block|items?)',
  goal: 'goals?|objectives?|ziele|objectifs|objetivos',
  assumption: 'assumptions?',
  glossary: 'glossary|glossar',
  decision: 'decisions?(?= block| section|s? in)',
  dependency_block: 'external dependencies',
  user_story: 'user stories|user story|user-stories',
  problem: 'problem statements?|problem block',
};

const typeWords: Record<string, string> = {
  bug: 'bugs?|defects?|faults?|glitch(?:es)?|fehler|bogues?|errores',
  story: 'stories|story(?! with| here| so far)|historias|histórias|récits',
  feature: 'features?',
  task: 'tasks?|chores?|tareas?|tarefas?|tâches?|aufgaben?',
  epic: 'epics?|épicas?|épicos?',
  spike: 'spikes?',
  tech_debt: 'tech[ -]debt',
  doc: 'doc tickets?|docs tickets?',
};

function vocabulary(kind: 'block' | 'type', words: Record<string, string>): Recogniser {
  const any = Object.values(words).join('|');
  const tests = Object.entries(words).map(
    ([name, pattern]) => [name, new RegExp(`^(?:${pattern})$`)] as const,
  );
  return {
    pattern: new RegExp(String.raw`(?<![\w'-])${listOf(any)}(?![\w'-])`, 'g'),
    read: ({ match }) => {
      const values = membersOf(match[0]).flatMap(
        (member) => tests.find(([, pattern]) => pattern.test(member))?.[0] ?? [],
      );
      return values.length > 0 ? { kind, values } : null;
    },
  };
}

const statusWords: Record<string, string> = {
  approved: "approved|accepted|signed[ -]off|said yes to|green[ -]?lit|ok'?d|blessed|acked|okayed|reviewed",
  draft:
    'drafts?|unapproved|un-approved|undecided ones|pending review|(?:still )?(?:waiting for|awaiting|pending|need(?:s|ing)?|to get) (?:my |me to |your |our |an? )?(?:approve|approval|sign[ -]?off|review)|unreviewed|(?:left|remaining|still) (?:for me |for us )?to (?:approve|review|sign off|be (?:approved|reviewed|signed off))|(?:still )?waiting (?:on|for) (?:a |an |my |your |our )?(?:approval|yes|ok|okay|sign[ -]?off|review|verdict)|entwürfe|brouillons?|borradores|rascunhos',
  rejected:
    "rejected|declined|thrown out|nacked|nack'?d|abgelehnten?|rejetés|rechazados|rejeitados|turned down|discarded",
  in_progress: 'in[ -]progress|wip|underway|started|being worked on|ongoing|in flight|doing',
  done: 'done|finished|completed?|closed|resolved|erledigt|terminés|hechos|shipped',
  pushed: 'already pushed|pushed',
  failed: 'failed|failures?|fehlgeschlagenen?|échoués|fallidos|broken ones',
  blocked: 'blocked|stuck|held up',
  review: 'in review',
};

const statusTests = Object.entries(statusWords).map(
  ([name, pattern]) => [name, new RegExp(`^(?:${pattern})$`)] as const,
);

export const status: Recogniser = {
  pattern: new RegExp(String.raw`(?<![\w'-])${listOf(Object.values(statusWords).join('|'))}(?![\w'-])`, 'g'),
  read: ({ match, before, after }) => {
    if (
      match[0] === 'draft' &&
      (/^ (?:the|me|us|up|some|our|out) /.test(after) || /\byou (?:please )?$/.test(before))
    )
      return null;
    const values = membersOf(match[0]).flatMap(
      (member) => statusTests.find(([, pattern]) => pattern.test(member))?.[0] ?? [],
    );
    return values.length > 0 ? { kind: 'status', values } : null;
  },
};

export const block = vocabulary('block', blockWords);
export const type = vocabulary('type', typeWords);

const spelledSizes = 'one two three four five six seven eight nine ten eleven twelve thirteen'.split(' ');

export const effort: Recogniser[] = [
  {
    pattern: new RegExp(
      String.raw`(?<!\w)(${spelledSizes.join('|')}) (?:story )?(?:points?|pts?)(?!\w)`,
      'g',
    ),
    read: ({ match }) => ({ kind: 'effort', value: spelledSizes.indexOf(match[1]!) + 1 }),
  },
  {
    pattern: /(?<![\w#])(\d{1,3}) ?-?(?:story )?(?:points?|pts?|sp)(?!\w)/g,
    read: ({ match }) => ({ kind: 'effort', value: Number(match[1]) }),
  },
  {
    pattern: /(?<![\w'-])(?:an? |to |as |size |= ?|effort |: ?)?(xs|s|m|l|xl|xxl)(?![\w'-])/g,
    read: ({ match }) =>
      match[1]!.length > 1 || match[0].length > match[1]!.length
        ? { kind: 'effort', value: match[1]!.toUpperCase() }
        : null,
  },
];

const day = '(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?|(?:mon|tues?|wed|thurs?|thu|fri|sat|sun)';
const month =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec';

const cadences: Record<string, string> = {
  day: 'daily',
  morning: 'daily',
  week: 'weekly',
  month: 'monthly',
  weekday: 'weekdays',
  hour: 'hourly',
};

export const date: Recogniser[] = [
  {
    pattern: new RegExp(
      String.raw`(?<!\w)(?:(?:every|each|on) (?:single |first |second |other )?)(${day})s?(?: (?:morning|afternoon|evening))?(?: ?(?:(?:at|@) ?(\d{1,2}(?::\d{2})?)h?|(\d{1,2}(?::\d{2})?)(?= ?[ap]m)|(\d{1,2}:\d{2}))(?: ?(am|pm))?)?(?!\w)`,
      'g',
    ),
    read: ({ match }) =>
      match[0].startsWith('on ') && !/days\b/.test(match[0])
        ? { kind: 'date', value: match[1]! }
        : {
            kind: 'cadence',
            value: withTime(fullDay(match[1]!), match[2] ?? match[3] ?? match[4], match[5]),
          },
  },
  {
    pattern:
      /(?<!\w)(?:(?:every|each) (day|morning|week|month|weekday|hour)|(daily|weekly|monthly|hourly|nightly|biweekly|fortnightly))(?: ?(?:at|@)? ?(\d{1,2}:\d{2}|\d{1,2}(?= ?(?:am|pm)\b)|(?<=at |@ )\d{1,2})(?: ?(am|pm))?)?(?!\w)/g,
    read: ({ match }) => ({
      kind: 'cadence',
      value: withTime(match[2] ?? cadences[match[1]!]!, match[3], match[4]),
    }),
  },
  {
    pattern: new RegExp(
      String.raw`(?<!\w)(?:(?:the )?(?:end|start|middle|beginning) of (?:the )?(?:${month}|week|month|quarter|year|sprint|q[1-4])|(?:this|next|last|coming) (?:${day}|week|month|quarter|sprint|year)|\d{4}-\d{2}-\d{2}|(?:${month}) \d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:${month})|today|tonight|tomorrow|yesterday|eod|eow|q[1-4](?: next year| \d{4})?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:tmrw|tmr)|(?<=(?:me|us|by|due|on|for|til) )(?:mon|tues?|wed|thu|thurs?|fri)|\d{1,2}(?:st|nd|rd|th)(?= of)?)(?!\w)`,
      'g',
    ),
    read: ({ match, before, after }) =>
      (/ may$/.test(match[0]) && /^ (?:be|not|have|now|also|go|come)\b/.test(after)) ||
      (/^\d{1,2}(?:st|nd|rd|th)$/.test(match[0]) && !/(?:due|by) (?:on )?(?:the )?$/.test(before))
        ? null
        : { kind: 'date', value: match[0].replace(/^the /, '') },
  },
];

function fullDay(name: string): string {
  const day = readWeekday(name);
  return day === null ? name : weekdayNames[day]!;
}

function withTime(name: string, time: string | undefined, half: string | undefined): string {
  if (!time) return name;
  const [hours, minutes = '00'] = time.split(':');
  const hour = (Number(hours) % 12) + (half === 'pm' || (!half && Number(hours) >= 12) ? 12 : 0);
  return `${name} ${half ? hour : Number(hours)}:${minutes}`;
}
