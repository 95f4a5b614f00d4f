/** What tickets of each audience carry besides a ticket's own fields, what must be there at the end, and embargoes (S1-36). */
import * as z from 'zod';
import { DocketError } from './errors.ts';
import type { Audience, StageFacet } from './stage.ts';
import type { Ticket } from './ticket.ts';

const text = z.string().trim().min(1).max(20_000);
const line = z.string().trim().min(1).max(300);
const lines = z.array(line).max(100);
/** A moment, or a day, which begins at midnight UTC. */
const when = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);

const shapes = {
  engineering: z.strictObject({ acceptance_criteria: lines, component: line }).partial(),
  product: z.strictObject({ acceptance_criteria: lines, priority_rationale: text }).partial(),
  release: z.strictObject({ version: line, scope: lines, notes_md: text }).partial(),
  press: z
    .strictObject({ headline: line, embargo_until: when, narrative_md: text, contacts: lines })
    .partial(),
  marketing: z.strictObject({ channels: lines.min(1), copy_md: text, campaign_start: when }).partial(),
} satisfies Record<Audience, z.ZodType>;

const needed: Record<Audience, readonly string[]> = {
  engineering: ['acceptance_criteria'],
  product: [],
  release: ['version'],
  press: ['headline'],
  marketing: ['channels'],
};

export function fieldNames(audience: Audience): string[] {
  return Object.keys(shapes[audience].shape);
}

/** Throws INVALID_INPUT naming each wrong field and those the audience has. */
export function readAudienceFields(audience: Audience, fields: unknown): Record<string, unknown> {
  const read = shapes[audience].safeParse(fields);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) => `${path.join('.') || 'fields'}: ${message}`);
  throw new DocketError('INVALID_INPUT', {
    message: `Those are no fields of ${audience}: ${faults.join('; ')}. Nothing was changed.`,
    remedy: `Fields of ${audience} are: ${fieldNames(audience).join(', ')}.`,
    details: { audience, fields: fieldNames(audience) },
  });
}

type Staged = Pick<Ticket, 'key' | 'criteria'> & { stage?: StageFacet | null | undefined };

/** What is missing for it to be done; only what is worked on or published has to be complete. */
export function missingFields({ stage, criteria }: Staged): string[] {
  if (!stage || (stage.role !== 'work' && stage.role !== 'publish')) return [];
  return needed[stage.audience].filter((name) => {
    if (name === 'acceptance_criteria' && criteria.length > 0) return false;
    const value = stage.fields[name];
    return value === undefined || (Array.isArray(value) && value.length === 0);
  });
}

/** Until when nobody may see it; null where that is over, or was never so. `now` is an ISO time. */
export function embargoOf({ stage }: { stage?: StageFacet | null | undefined }, now: string): string | null {
  const until = stage?.fields.embargo_until;
  if (typeof until !== 'string' || Number.isNaN(Date.parse(until))) return null;
  const at = new Date(until).toISOString();
  return at > now ? at : null;
}

/** `what` is what cannot happen: "be done", "go to a public place". */
export function embargoed(keys: readonly string[], until: string, what: string): DocketError {
  return new DocketError('EMBARGOED', {
    message: `${keys.join(', ')} cannot ${what} before ${until.slice(0, 16).replace('T', ' ')} UTC: that is its embargo. Nothing was changed.`,
    remedy: 'Wait until then, or change embargo_until of the ticket if it no longer holds.',
    details: { tickets: [...keys], embargo_until: until },
  });
}

/** Throws INVALID_INPUT {missing} for a ticket of a stage that says too little to be done. */
export function requireFields(ticket: Staged): void {
  const missing = missingFields(ticket);
  if (missing.length === 0) return;
  throw new DocketError('INVALID_INPUT', {
    message: `${ticket.key} cannot be done without ${missing.join(', ')}. Nothing was changed.`,
    remedy: `Set it first: /docket stage-fields ${ticket.key} ${missing[0]}=…`,
    details: { missing },
  });
}
