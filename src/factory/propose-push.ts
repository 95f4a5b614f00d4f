/** Asks for a push of a capability's tickets to where their audiences are served; a person's press lets them go (S1-37, S1-45). */
import { embargoOf } from '../domain/audience-fields.ts';
import type { Product } from '../domain/capability.ts';
import { DocketError } from '../domain/errors.ts';
import { isFinished } from '../domain/lifecycle.ts';
import type { Caller } from '../domain/principal.ts';
import type { BoardView } from '../domain/publication-view.ts';
import { type Audience, Audience as Audiences } from '../domain/stage.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Desk } from './desk.ts';
import { findCapability } from './edit-capability.ts';

export type PushWish = { audience?: Audience | undefined; tracker?: string | undefined };

/** Where tickets of an audience go: its connector's system, `local` where there is none or it only reads. */
export function providerFor({ config }: Pick<Product, 'config'>, audience: Audience): string {
  const own = config.connectors.find(
    (one) => one.enabled && one.direction !== 'pull' && one.audiences.includes(audience),
  );
  return own?.provider ?? 'local';
}

/**
 * One board per call, for one tracker: that of the named audience, the named tracker, or the only one there is. Sends nothing.
 * Throws INVALID_INPUT where everything stays here, and AMBIGUOUS where several trackers serve the audiences.
 */
export async function proposePush(
  desk: Desk,
  caller: Caller,
  name: string,
  wish: PushWish,
): Promise<BoardView> {
  const { store } = desk;
  const { workspaceId } = caller;
  const capability = await findCapability(desk, caller, name);
  const product = (await store.products.list(workspaceId)).find(({ id }) => id === capability.productId)!;
  const tickets = await store.tickets.list(workspaceId, { capabilityId: capability.id });
  const meant = tickets.filter(
    (ticket) => isSendable(ticket, product) && (!wish.audience || ticket.stage!.audience === wish.audience),
  );
  const places = Map.groupBy(meant, ({ stage }) => wish.tracker ?? providerFor(product, stage!.audience));
  places.delete('local');
  const [first, ...others] = [...places];
  if (!first) throw staysHere(capability.key, product);
  if (others.length > 0) throw whichPlace([...places.keys()], product);
  const [tracker, own] = first;
  const now = desk.clock.now().toISOString();
  const isPublic = product.config.connectors.some((one) => one.provider === tracker && one.public);
  const free = own.filter((ticket) => !isPublic || embargoOf(ticket, now) === null);
  if (free.length === 0) throw staysHere(capability.key, product);
  return desk.publication.openBoard(caller, {
    ticketIds: free.map(({ id }) => id),
    ...{ documentId: null, title: `${capability.key}: ${capability.title}`, tracker, pushRequested: true },
  });
}

/** Words of a gate are given here, unless its audience's connector takes them there; everything else that is not over may go. */
function isSendable({ stage, type, work, review }: Ticket, { config }: Product): boolean {
  const decidedThere = config.connectors.some(
    (one) => one.enabled && one.approval_map && stage && one.audiences.includes(stage.audience),
  );
  return (
    stage?.capabilityId != null &&
    (type !== 'approval' || decidedThere) &&
    !isFinished(work.status) &&
    review.status !== 'generated'
  );
}

function staysHere(key: string, { name }: Product): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: `No ticket of ${key} that is open is to go to a tracker: its audiences are served here. Nothing was changed.`,
    remedy: `Name a tracker: /docket push-capability ${key} linear. Or connect an audience of ${name}: /docket product connectors=[{"id":"main","provider":"github","audiences":["engineering"]}]`,
  });
}

function whichPlace(places: readonly string[], product: Product): DocketError {
  const served = Audiences.options.map((audience) => `${audience} (${providerFor(product, audience)})`);
  return new DocketError('AMBIGUOUS', {
    message: `Its audiences are served by ${places.join(' and ')}. Nothing was changed.`,
    remedy: `Say for which audience: ${served.join(', ')}.`,
    details: { trackers: [...places] },
  });
}
