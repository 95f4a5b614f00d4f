/** What an agent is told about the thread besides the words: the same text for a model and for the embedded planner. */
import * as z from 'zod';
import { DocketError } from './errors.ts';

export const DialogueTicket = z.object({
  /** The number a person may type for it in this thread. */
  n: z.int(),
  key: z.string(),
  title: z.string(),
  type: z.string(),
  priority: z.string().nullable(),
  review: z.string().nullable(),
  status: z.string(),
  externalKey: z.string().nullable(),
  labels: z.array(z.string()).default([]),
  /** A member's name; null for nobody. */
  assignee: z.string().nullable().default(null),
});
export type DialogueTicket = z.infer<typeof DialogueTicket>;

const Call = z.object({ tool: z.string(), args: z.record(z.string(), z.unknown()) });

/** A deed that lacks the argument called `slot`, in the planner's own terms. */
const Unfinished = Call.extend({ slot: z.string() });

/** What Docket asks when a message leaves something open, with what each answer to choose from would do. */
export const Question = z.object({
  text: z.string(),
  /** `about` where a choice leaves something open itself, which is asked for next. */
  choices: z.array(z.object({ label: z.string(), calls: z.array(Call), about: Unfinished.optional() })),
  /** Null when the deed itself is unclear. */
  about: Unfinished.nullable(),
});
export type Question = z.infer<typeof Question>;

const places = ['1', '2', '3'];
const ordinals = ['first', 'second', 'third'];

/** The choice a person names by its number, its place or its words; null when the text is something else. */
export function choiceMeant(
  text: string,
  { choices }: Pick<Question, 'choices'>,
): Question['choices'][number] | null {
  const said = text.trim().toLowerCase().replace(/[.!]$/, '');
  const place = Math.max(
    places.indexOf(said),
    ordinals.indexOf(said.replace(/^(?:the )?(\w+)(?: one)?$/, '$1')),
  );
  return (
    choices[place] ?? choices.find(({ label }) => label.toLowerCase().replace(/[.!]$/, '') === said) ?? null
  );
}

/** The one answer to a run that a limit stopped and that asks whether to go on. */
export const goOn = 'Go on';

const goingOn =
  /^(?:go on|yes|yeah|yep|y|sure|ok(?:ay)?|continue|carry on|go ahead|keep going|ja|weiter|mach weiter|oui|continue[rz]?|s[ií]|sigue|sim|continua)(?:,? (?:please|bitte))?[.!]*$/i;

/** True when a person answers that question in the affirmative, in whatever words are usual. */
export function saysGoOn(text: string): boolean {
  return goingOn.test(text.trim());
}

export const DialogueContext = z.object({
  /** ISO date in the workspace's time zone. */
  today: z.string(),
  user: z.string(),
  /** Newest first. */
  documents: z.array(z.object({ id: z.string(), title: z.string(), name: z.string() })),
  trackers: z.array(z.object({ name: z.string(), sandbox: z.boolean() })),
  preferredTracker: z.string().nullable(),
  people: z.array(z.string()),
  /** Ids of the workflows that can be run. */
  workflows: z.array(z.string()).optional(),
  /** Capabilities under way, and what keys of capabilities begin with; absent where there is no product. */
  pipeline: z
    .object({
      prefixes: z.array(z.string()),
      capabilities: z.array(z.object({ key: z.string(), title: z.string(), stage: z.string() })),
    })
    .optional(),
  focus: z.object({
    documentId: z.string().nullable(),
    boardId: z.string().nullable(),
    pushId: z.string().nullable(),
    tracker: z.string().nullable(),
    tickets: z.array(DialogueTicket),
    /** Numbers of those the last answer was about: what "it" and "those" mean; empty: all of them. */
    about: z.array(z.int()).default([]),
    /** Tickets of the thread's document that are on no list now; a person may still name them in words. */
    others: z.array(DialogueTicket.omit({ n: true })).default([]),
  }),
  /** Files that came with this message, by name; their text is read by a tool, never shown here. */
  attachments: z.array(z.string()),
  /** What Docket asked last and this message may answer. */
  pending: Question.nullable(),
});
export type DialogueContext = z.infer<typeof DialogueContext>;

const opening = '<thread-context>';
const closing = '</thread-context>';

/** The block as it stands in the system message. Angle brackets inside are escaped, so no title can close it. */
export function writeDialogueContext(context: DialogueContext): string {
  const json = JSON.stringify(context).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e');
  return `${opening}\n${json}\n${closing}`;
}

/** Reads the block back from a system message that may speak of its tags too; throws when there is none, which is a bug of the caller. */
export function readDialogueContext(systemText: string): DialogueContext {
  const start = systemText.lastIndexOf(`${opening}\n`);
  const end = systemText.lastIndexOf(`\n${closing}`);
  if (start < 0 || end < start) {
    throw new DocketError('INVALID_INPUT', {
      message: 'The planner was called without the thread context.',
      remedy: 'Build the system message with writeDialogueContext().',
    });
  }
  return DialogueContext.parse(JSON.parse(systemText.slice(start + opening.length, end)));
}
