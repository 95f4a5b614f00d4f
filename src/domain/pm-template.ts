/** Templates that tickets are raised from: who works on it in which order, how urgent it is, and until when (S2-12 to S2-19). */
import * as z from 'zod';
import { AgentId } from './agent-role.ts';
import { readDuration } from './duration.ts';
import { type Priority, parsePriority } from './priority.ts';
import { TicketType } from './ticket.ts';

const PriorityWord = z
  .string()
  .refine((word) => parsePriority(word) !== null, 'no priority')
  .transform((word) => parsePriority(word) as Priority);
const SlaWords = z.string().refine((words) => slaMs(words) !== null, 'no time such as "4 hours"');

/** As it stands in `workflows/templates/<id>.yml`. */
export const PmTemplate = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/),
  name: z.string().min(1).max(60),
  type: TicketType,
  priority: PriorityWord,
  /** More urgent where the text has this word, in any case, or more people voted for it than this. */
  raise: z
    .strictObject({
      to: PriorityWord,
      when_text_has: z.string().min(1).optional(),
      when_votes_over: z.number().optional(),
    })
    .optional(),
  labels: z.array(z.string().min(1)).default([]),
  agents: z.array(AgentId),
  /** `diagnose -> fix -> test`: what each agent does, in their order. */
  workflow: z.string().nullable().default(null),
  /** The workflow that carries it out. */
  run: z.string().nullable().default(null),
  sla: SlaWords.nullable().default(null),
  alert_all: z.boolean().default(false),
  alerts: z.partialRecord(AgentId, z.string().min(1)).default({}),
  phases: z.array(z.strictObject({ name: z.string().min(1), agents: z.array(AgentId).min(1) })).default([]),
});
export type PmTemplate = z.infer<typeof PmTemplate>;

/** `4 hours`, `30m`, `1 week`; null for anything else (S2-17). */
export function slaMs(words: string): number | null {
  const unit = /^\s*\d+(?:\s*(?:minute|hour|day|week)s?|\s*[mhdw])\s*$/i.test(words);
  return unit ? readDuration(words) : null;
}

const slaByPriority: Record<Priority, string | null> = {
  0: null,
  1: '4 hours',
  2: '24 hours',
  3: '48 hours',
  4: '120 hours',
};

/** What holds where a template says nothing; null without a priority. */
export function defaultSla(priority: Priority): string | null {
  return slaByPriority[priority];
}

/** The priority the rules give (ruling C-9). `text` is everything that was said about it. */
export function priorityFor(
  template: PmTemplate,
  { text, votes }: { text: string; votes: number },
): Priority {
  const { raise, priority } = template;
  if (!raise) return priority;
  const has = raise.when_text_has && text.toLowerCase().includes(raise.when_text_has.toLowerCase());
  const voted = raise.when_votes_over !== undefined && votes > raise.when_votes_over;
  return has || voted ? raise.to : priority;
}

/** The steps of `diagnose -> fix -> test` with their agents; the last agent does what is left (U-93). */
export function planOf({ workflow, agents }: PmTemplate): { step: string; agent: AgentId }[] {
  const steps = workflow?.split(/\s*(?:->|→)\s*/).filter(Boolean) ?? [];
  const last = agents.at(-1);
  return last ? steps.map((step, at) => ({ step, agent: agents[at] ?? last })) : [];
}

/** How many people are affected, as far as a text says so: `37 customers` (S2-19). */
export function estimateImpact(text: string): number | null {
  const found = /(\d[\d,.]*)\s+(?:users|reports|customers)\b/i.exec(text);
  return found ? Number(found[1]!.replace(/\D/g, '')) : null;
}

/** How many people asked for it, as far as a text says so: `15 users voted for it`, `12 votes` (S2-13). */
export function readVotes(text: string): number | null {
  const found =
    /(\d[\d,.]*)\s+(?:(?:of our |of the )?(?:users|people|customers|teams)\s+(?:have\s+)?(?:up)?voted|(?:up)?votes)\b/i.exec(
      text,
    );
  return found ? Number(found[1]!.replace(/\D/g, '')) : null;
}

const hoursByWord: [RegExp, number][] = [
  [/\btrivial\b/i, 1],
  [/\bsmall\b/i, 4],
  [/\bx-?large\b|\bhuge\b/i, 40],
  [/\blarge\b/i, 24],
];

/** Hours by the words a text uses; 8 where it says nothing (S2-19). */
export function estimateHours(text: string): number {
  return hoursByWord.find(([words]) => words.test(text))?.[1] ?? 8;
}

const parts: [name: string, said: RegExp][] = [
  ['what is broken or needed', /\S+\s+\S+\s+\S+/],
  [
    'why it matters',
    /\b(?:because|so that|since|lose|losing|cost|risk|revenue|impact|means that|cannot|can't|blocks?)\b/i,
  ],
  [
    'who is affected',
    /\b(?:users?|customers?|people|everyone|everybody|teams?|admins?|visitors?|clients?|us|we)\b/i,
  ],
  [
    'when it is needed',
    /\b(?:by|before|until|today|tomorrow|asap|now|immediately|urgent|week|month|quarter|deadline|monday|tuesday|wednesday|thursday|friday)\b/i,
  ],
];

/** What a description leaves out of the four that make it clear (S2-18). */
export function missingParts(text: string): string[] {
  return parts.filter(([, said]) => !said.test(text)).map(([name]) => name);
}
