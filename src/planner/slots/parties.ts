/** Recognises people, trackers, projects, channels, workflows and agents by name. */
import type { Situation } from '../situation.ts';
import { keystrokesBetween } from '../words/spelling.ts';
import { literal, type Recogniser } from './recogniser.ts';

const trackerNames: Record<string, string> = {
  linear: 'linear',
  lin: 'linear',
  linears: 'linear',
  jira: 'jira',
  jra: 'jira',
  github: 'github',
  gh: 'github',
  'git hub': 'github',
  gitlab: 'gitlab',
  asana: 'asana',
  notion: 'notion',
  trello: 'trello',
  clickup: 'clickup',
  shortcut: 'shortcut',
};

const trackerWord = Object.keys(trackerNames).join('|');

export const tracker: Recogniser[] = [
  {
    pattern: new RegExp(
      String.raw`(?<![\w/.$])(?:the )?(${trackerWord})(?: (?:issues|board|backlog))?(?![\w/_-])`,
      'g',
    ),
    read: ({ match }) => ({ kind: 'tracker', name: trackerNames[match[1]!]! }),
  },
  {
    pattern: ({ trackers }) => {
      const own = trackers.filter((name) => !(name in trackerNames));
      return own.length > 0
        ? new RegExp(String.raw`(?<!\w)(${own.map(literal).join('|')})(?!\w)`, 'g')
        : null;
    },
    read: ({ match }) => ({ kind: 'tracker', name: match[1]! }),
  },
];

export const project: Recogniser[] = [
  {
    pattern:
      /(?<![\w/.])(?:(?:in |to |into )?(?:the )?)?([a-z][\w.-]*\/[a-z][\w.-]*)(?: repo(?:sitory)?)?(?![\w/])/g,
    read: ({ match, before, after }) =>
      /^(?:and|w|api|p\d|frontend|backend|web|ios)\/(?!web|api|app|db)/.test(match[1]!) ||
      !(/github|repo|gitlab|gh /.test(before + match[0] + after) || /^(?:in|to|into) /.test(match[0]))
        ? null
        : { kind: 'project', value: match[1]! },
  },
  {
    pattern:
      /(?<!\w)(?:project|team|space|board) (?:(?:called|named|key|shall be|should be|will be|is|must be) )?(?!is|shall|should|will|must|be|board|to|and|in|at|on|for|from|the)([a-z][\w-]*)(?!\w)/g,
    read: ({ match, written }) =>
      /[A-Z]/.test(written.split(/\s+/).at(-1) ?? '')
        ? { kind: 'project', value: written.split(/\s+/).at(-1)! }
        : match[0].startsWith('project ') && match[1]!.length <= 5
          ? { kind: 'project', value: match[1]!.toUpperCase() }
          : null,
  },
  {
    pattern: /(?<!\w)(?:the )?([a-z][a-z0-9]{1,9})(?: (?:project|board|space|team))?(?!\w)/g,
    read: ({ match, written, before, after }) => {
      const name = written.replace(/^the /i, '').split(/\s+/)[0]!;
      const shouted = /^[A-Z][A-Z0-9]{1,9}$/.test(name);
      const named = /(?:project|board|space|team)$/.test(match[0]);
      const byTracker = /(?:jira|linear|github|gh|project)(?: project)? ?[:=,/]? ?(?:is |= )?(?:in )?$/.test(
        before,
      );
      const fits = named
        ? shouted || (/^[A-Z]/.test(name) && /jira|linear|github/.test(before + after))
        : shouted &&
          byTracker &&
          !/^(?:PRD|P\d|ASAP|EOD|API|AC|ACS|ADF|CSV|JSON|NOW|NOT|AND|PLEASE)$/.test(name);
      return fits ? { kind: 'project', value: name } : null;
    },
  },
];

function firstName(person: string): string {
  return person.toLowerCase().split(/\s+/)[0]!;
}

export const person: Recogniser[] = [
  {
    pattern: ({ people }) => {
      if (people.length === 0) return null;
      const names = people.flatMap((name) => [literal(name.toLowerCase()), literal(firstName(name))]);
      const any = [...new Set(names)].join('|');
      return new RegExp(String.raw`(?<![\w])(?:@ ?)?(${any})(?:'?s)?(?![\w-])`, 'g');
    },
    read: ({ match, situation }) => ({ kind: 'person', names: [fullName(match[1]!, situation)] }),
  },
  {
    pattern:
      /(?<!\w)(?:(?<=(?:to|for|on|assigned to|give|assignee|->|→|owner|by|:|,|assign (?:#?\d+|it|them|this|that|those|these)) )(?:me|myself|moi|mir|mich|mí|mim)(?! (?:know|a |the |an ))|mine|my (?:name|plate|tickets|stuff|work|queue|own tickets|open tickets|todos?)|i'?ll (?:take|grab|do|pick up|handle|own)|i can (?:take|do|grab)|i will (?:take|do|grab)|i'?m (?:taking|grabbing|on|working on)|i want|let me take|i'?m responsible(?: for)?|i own|dibs on|dibs|i got|i call|(?<=take [^.]{1,25} )myself|i have to do|am i (?:on|assigned|supposed|working|doing|up to)|have i (?:been given|got|been assigned)|i (?:have )?been (?:given|assigned)|do i have)(?!\w)/g,
    read: ({ match, before, after }) => {
      if (
        /^(?:me|myself)$/.test(match[0]) &&
        /(?:show|tell|remind|give|send|get|for) $/.test(before) &&
        !/assign|assigned to $/.test(before)
      )
        return null;
      if (
        match[0] === 'me' &&
        /(?:look|looks|like|feel|feels|right|seem|seems|sound|sounds|matter|matters|sense|monster|off|big|wrong|good|fine) (?:\S+ ){0,3}to $/.test(
          before,
        )
      )
        return null;
      if (/^(?:i want|i'?m on)$/.test(match[0]) && !/^ #?\d/.test(after)) return null;
      return { kind: 'person', names: ['me'] };
    },
  },
];

/** "Goes to pirya": one slip away from a member's name, where a name is due. */
const slips: Recogniser = {
  pattern:
    /(?<=(?<!\w)(?:to|for|ask|tell|give|assign|by|with|->|→|@) ?)\p{L}{4,12}(?=$| ?[.,!?;]| and(?!\w)| please(?!\w))/gu,
  read: ({ match, situation }) => {
    const meant = situation.people.filter((name) => keystrokesBetween(match[0], firstName(name)) === 1);
    return meant.length === 1 && firstName(meant[0]!).length > 3
      ? { kind: 'person', names: [meant[0]!] }
      : null;
  },
};

/** Somebody nobody here knows: "assign 3 to bob", "5 -> dave". The name is marked, so that no frame takes it for a member. */
const notNames =
  'me|myself|the|a|an|my|our|someone|somebody|anyone|else|p0|p1|p2|p3|draft|done|jira|linear|github|high|low|medium|urgent|in|progress|somewhere|another|this|that|it|them|us|you|tickets|and|or|then|be|do|see|low|top|whoever|who|next|no|priority';

export const stranger: Recogniser[] = [
  slips,
  {
    pattern: new RegExp(
      String.raw`(?<=\b(?:put|leave|reserve) (?:the )?(?:ticket |number |#)?\d{1,4} (?:for|with|to) )(?!(?:${notNames})(?!\w))\p{L}+(?=$| ?[.!?,])`,
      'gu',
    ),
    read: ({ match }) => ({ kind: 'person', names: [`?${match[0]}`] }),
  },
  {
    pattern: new RegExp(
      String.raw`(?<=\b(?:assign|reassign|delegate|hand|give|assigned|belongs|should go|goes)\b[^.!?]{1,45} to )(?!(?:${notNames})(?!\w))\p{L}+(?![\p{L}\d])`,
      'gu',
    ),
    read: ({ match }) => ({ kind: 'person', names: [`?${match[0]}`] }),
  },
  {
    pattern: new RegExp(
      String.raw`(?<=^\S{0,3}\d[\d, -]* (?:->|→|to|for|goes to) )(?!(?:${notNames})(?!\w))\p{L}+(?=$| ?[.!?,])`,
      'gu',
    ),
    read: ({ match }) => ({ kind: 'person', names: [`?${match[0]}`] }),
  },
];

function fullName(name: string, { people }: Situation): string {
  return people.find((one) => one.toLowerCase() === name || firstName(one) === name) ?? name;
}

export const channel: Recogniser = {
  pattern: /(?<![\w/])#[a-z][\w-]*/g,
  read: ({ match }) => ({ kind: 'channel', value: match[0] }),
};

function nameParts(name: string): string {
  return name.toLowerCase().split(/[-_ ]/).map(literal).join('[-_ ]?');
}

const everyday =
  /^(?:bug|fix|feature|documentation|qa|epic|hotfix|release|notes|weekly|report|production|incident|performance|issue|security|vulnerability|document|to|tickets|triage)$/;
const beingRun = /\b(?:run|start|launch|trigger|execute|kick off|fire up|set off|use|let)(?: the)? ?$/;

/** "Bug fix" and "weekly report" are mostly just words; as a workflow they are run, called one, or said by their id alone. */
function isMeant(name: string, { 0: whole, 1: said = '', index = 0, input = '' }: RegExpMatchArray): boolean {
  const words = name.split('-');
  if (!words.every((word) => everyday.test(word))) return true;
  if (/(?:workflow|flow|bot|automation|playbook)$/.test(whole)) return true;
  if (words.length < 2) return false;
  return beingRun.test(input.slice(0, index)) || (index === 0 && said.includes('-'));
}

export const workflow: Recogniser = {
  pattern: ({ workflows }) =>
    workflows.length === 0
      ? null
      : new RegExp(
          String.raw`(?<!\w)(?:the )?(${workflows.map(nameParts).join('|')})(?: (?:workflow|flow|bot|automation|playbook))?(?!\w)`,
          'g',
        ),
  read: ({ match, situation }) => {
    const bare = match[1]!.replace(/[-_ ]/g, '');
    const name = situation.workflows.find((one) => one.replace(/[-_ ]/g, '') === bare);
    return name && isMeant(name, match) ? { kind: 'workflow', name } : null;
  },
};

export const agent: Recogniser = {
  pattern: ({ agents }) =>
    agents.length === 0
      ? null
      : new RegExp(String.raw`(?<!\w)(?:the )?(${agents.map(nameParts).join('|')})(?!\w)`, 'g'),
  read: ({ match, situation }) => {
    const bare = match[1]!.replace(/[-_ ]/g, '');
    const name = situation.agents.find((one) => one.replace(/[-_ ]/g, '') === bare);
    return name ? { kind: 'agent', name } : null;
  },
};
