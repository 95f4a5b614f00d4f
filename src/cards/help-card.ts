/** What Docket can do, said by example. */
import type { Card, CardBlock, Inline } from './card.ts';
import { enumerate, muted } from './phrases.ts';

export type HelpInput = {
  topic: string | null;
  trackers: readonly { name: string; sandbox: boolean }[];
  commands: readonly { verb: string; usage: string; does: string }[];
};

type Topic = { name: string; examples: [type: string, does: string][] };

const topics: Topic[] = [
  {
    name: 'From document to issues',
    examples: [
      ['generate tickets from examples/onboarding-prd.md', 'reads it and opens a review board'],
      ['show only the P1 tickets', 'a list by priority, type, label or words'],
      ['push them to Linear', 'asks for approval first; nothing leaves without a press'],
    ],
  },
  {
    name: 'Review',
    examples: [
      ['make 3 a P0 and add the label api', 'edits; an edit takes an approval back'],
      ['show 3', 'one ticket in full, with its acceptance criteria'],
      ['discard 5', 'drops a draft'],
    ],
  },
  {
    name: 'Nothing forgotten',
    examples: [
      ['coverage report', 'which lines of the document have tickets, and which have none'],
      ['/docket coverage about:SSO', 'the tickets that cover a topic, with the lines they come from'],
      ['export as csv', 'the tickets as a file'],
    ],
  },
  {
    name: 'Where it stands',
    examples: [
      ['status', 'done, in progress, blocked, and what waits for whom; also “standup”, “what is blocked”'],
      ['what got done this week', 'also today, last week or since monday'],
      ['send me the status every monday at 9', 'posts it here by itself; “stop the monday report” ends it'],
      ['remind me tomorrow to review the drafts', 'once, or again and again'],
      ['comment on 3: waiting for legal', 'keeps a note with the ticket'],
    ],
  },
  {
    name: 'Afterwards',
    examples: [
      ['why ENG-3?', 'the lines of the document it came from, and who approved it'],
      ['sync', 'brings back at once what changed in the tracker'],
      ['/docket update', 'what the tracker has not been told, with the button that sends it'],
      ['/docket help', 'all commands, which always mean the same'],
    ],
  },
];

/** Shows the topic that was asked for, the commands that were, or else all topics. */
export function drawHelpCard({ topic, trackers, commands }: HelpInput): Card {
  const wanted = topic?.toLowerCase();
  const found = wanted ? topics.filter((one) => JSON.stringify(one).toLowerCase().includes(wanted)) : [];
  const isList = commands.length > 1;
  const shown = found.length > 0 || commands.length > 0 ? found : topics;
  return {
    title: isList ? 'Commands' : 'What you can say',
    tone: 'info',
    blocks: [
      ...(isList ? [] : shown.flatMap(drawTopic)),
      ...drawCommands(commands),
      ...(isList ? [] : sayTrackers(trackers)),
    ],
    choices: [],
    summary: isList
      ? `${commands.length} commands, which always mean the same.`
      : 'Examples of what you can say, from reading a document to pushing reviewed tickets.',
  };
}

/** One in full, or all of them one a line, so that the list can be taken in at a glance. */
function drawCommands(commands: HelpInput['commands']): CardBlock[] {
  const [first, ...others] = commands;
  if (!first) return [];
  if (others.length === 0) {
    const title: Inline[] = [{ kind: 'code', text: `/docket ${first.verb} ${first.usage}`.trimEnd() }];
    return [{ kind: 'list', items: [{ mark: 'none', title, meta: [first.does] }] }];
  }
  const lines = [...Map.groupBy(commands, ({ usage, does }) => `${usage} ${does}`).values()].map((same) =>
    `${same.map(({ verb }) => verb).join('|')} ${same[0]!.usage}`.trimEnd(),
  );
  const hint =
    'Each begins with /docket, and means the same whoever types it. “/docket help push” says what one does; “help” gives examples in plain words.';
  return [
    { kind: 'code', text: lines.join('\n') },
    { kind: 'text', text: muted(hint) },
  ];
}

function drawTopic({ name, examples }: Topic): CardBlock[] {
  const heading: Inline = { kind: 'text', text: name, bold: true };
  const items = examples.map(([type, does]) => ({
    mark: 'none' as const,
    title: [{ kind: 'code' as const, text: type }],
    meta: [does],
  }));
  return [
    { kind: 'text', text: [heading] },
    { kind: 'list', items },
  ];
}

function sayTrackers(trackers: HelpInput['trackers']): CardBlock[] {
  if (trackers.length === 0) return [];
  const names = trackers.map(({ name, sandbox }) => (sandbox ? `${name} (sandbox)` : name));
  return [{ kind: 'text', text: muted(`Connected: ${enumerate(names)}.`) }];
}
