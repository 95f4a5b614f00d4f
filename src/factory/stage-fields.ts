/** Sets the fields of a ticket's audience, checked against what that audience knows (S1-36). */
import { readAudienceFields } from '../domain/audience-fields.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import { type Caller, requireWriter } from '../domain/principal.ts';
import { scopeOf } from '../tickets/append-events.ts';
import type { Desk } from './desk.ts';

/** Fields that are null are taken away; others stay as they are. Throws INVALID_INPUT, and NOT_FOUND for no stage's ticket. */
export async function setStageFields(
  desk: Desk,
  caller: Caller,
  id: Id,
  fields: Readonly<Record<string, unknown>>,
): Promise<void> {
  requireWriter(caller);
  await desk.store.transact((nouns) =>
    desk.mutate(nouns, scopeOf(caller), id, (current) => {
      if (!current.stage) throw noStage(current.key);
      const all = Object.entries({ ...current.stage.fields, ...fields }).filter(
        ([, value]) => value !== null,
      );
      const read = readAudienceFields(current.stage.audience, Object.fromEntries(all));
      if (JSON.stringify(read) === JSON.stringify(current.stage.fields)) return null;
      const next = { ...current, stage: { ...current.stage, fields: read } };
      const { capabilityId } = current.stage;
      return {
        next,
        events: [{ type: 'TicketDetailsUpdated', capabilityId, payload: { fields: Object.keys(fields) } }],
      };
    }),
  );
}

function noStage(key: string): DocketError {
  return new DocketError('NOT_FOUND', {
    message: `${key} belongs to no stage of a capability, so it has no audience. Nothing was changed.`,
    remedy: 'Name a ticket of a capability: /docket capability PROJ-1 lists them.',
  });
}
