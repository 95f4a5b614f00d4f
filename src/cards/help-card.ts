/** What Docket can do, said by example. */
import type { Card, CardBlock, Inline } from './card.ts';
import { enumerate, muted } from './phrases.ts';

export type HelpInput = { topic: string | null; trackers: readonly { name: string; sandbox: boolean }[] };

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
    name: 'Afterwards',
    examples: [
      ['why ENG-3?', 'the lines of the document it came from, and who approved it'],
      ['sync', 'brings the status back from the tracker'],
      ['/docket help', 'commands that always mean the same'],
    ],
  },
];

/** Shows the topic that was asked for, or all of them. */
export function drawHelpCard({ topic, trackers }: HelpInput): Card {
  const wanted = topic?.toLowerCase();
  const found = wanted ? topics.filter((one) => JSON.stringify(one).toLowerCase().includes(wanted)) : [];
  return {
    title: 'What you can say',
    tone: 'info',
    blocks: [...(found.length > 0 ? found : topics).flatMap(drawTopic), ...sayTrackers(trackers)],
    choices: [],
    summary: 'Examples of what you can say, from reading a document to pushing reviewed tickets.',
  };
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
