/** What is to become of a delivery, told from itself alone: nobody is asked, so that it can be said at once. */
import * as z from 'zod';
import { idOfMessage, readMessage } from './inbound.ts';
import { nameThread, type Place } from './place.ts';

export type Sorted =
  /** Nothing: it is said between others, or needs an acknowledgement only. */
  | { way: 'pass' }
  /** Done at once or never, so there is nothing to keep. */
  | { way: 'act'; deed: 'ask' | 'bug' | 'suggest' }
  /** Kept, then acknowledged. */
  | {
      way: 'keep';
      /** The same for deliveries of one and the same thing; null for one that comes once. */
      name: string | null;
      /** The message to which it is shown at once that we are on it. */
      sign: { place: Place; eventId: string } | null;
      /** A dialogue has to be opened for it before Slack lets none be opened any more. */
      opens: boolean;
      /** A thread that we are called into by it. */
      calls: string | null;
    }
  /** A sent form: kept, and acknowledged with what is wrong with it. */
  | { way: 'answer' };

export type SortBy = {
  /** Of the installation it is for; `bot` is empty while it is not known. */
  self: { team: string; bot: string };
  /** Whether a reply in this thread may be for us. */
  mayBeOurs(thread: string): boolean;
  /** Verbs whose press is answered in a dialogue. */
  aside: ReadonlySet<string>;
};

const pass: Sorted = { way: 'pass' };
const kept = { way: 'keep', name: null, sign: null, opens: false, calls: null } as const;

const Body = z.object({
  type: z.string().optional(),
  command: z.string().optional(),
  callback_id: z.string().optional(),
  event: z.looseObject({ type: z.string(), tab: z.string().optional() }).optional(),
  view: z.looseObject({ type: z.string().optional(), callback_id: z.string().optional() }).optional(),
  actions: z
    .array(
      z.looseObject({
        action_id: z.string().optional(),
        value: z.string().optional(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .optional(),
});

export function sortDelivery(body: unknown, by: SortBy): Sorted {
  const read = Body.safeParse(body).data;
  if (!read) return pass;
  const { type, command, callback_id, event, view } = read;
  if (command !== undefined) return command === '/docket' ? kept : pass;
  switch (type) {
    case 'event_callback':
      return event ? sortEvent(event, by) : pass;
    case 'block_actions':
      return sortPress(read, by);
    case 'view_submission':
      return view?.callback_id === 'dk1:form' || view?.callback_id === 'dk1:ask' ? { way: 'answer' } : pass;
    case 'message_action':
      if (callback_id === 'dk1:sc:bug') return { way: 'act', deed: 'bug' };
      return callback_id === 'dk1:sc:tickets' ? kept : pass;
    case 'shortcut':
      return callback_id === 'dk1:sc:ask' ? { way: 'act', deed: 'ask' } : pass;
    default:
      return pass;
  }
}

const keptEvents = new Set(['agent_session_stopped', 'app_uninstalled', 'tokens_revoked']);

function sortEvent(event: { type: string; tab?: string | undefined }, { self, mayBeOurs }: SortBy): Sorted {
  if (event.type === 'app_home_opened')
    return event.tab === 'messages' ? { way: 'act', deed: 'suggest' } : kept;
  if (keptEvents.has(event.type)) return kept;
  const said = readMessage(event, self.team, self.bot);
  if (!said) return pass;
  const { place, ts, toUs, isReply } = said;
  const thread = nameThread(place);
  if (!toUs && !(isReply && mayBeOurs(thread))) return pass;
  const name = `${place.team}/${place.channel}/${ts}`;
  return {
    ...kept,
    name,
    sign: toUs ? { place, eventId: idOfMessage(said) } : null,
    calls: toUs ? thread : null,
  };
}

/** A press of ours is numbered; on what opens a form the number says so. */
const press = /^dk1:(f?)\d+$/;
const verbOf = /^dk1:([a-z_]+):/;

function sortPress({ actions, view }: z.infer<typeof Body>, { aside }: SortBy): Sorted {
  const action = actions?.[0];
  const ours = press.exec(action?.action_id ?? '');
  const token = action?.value ?? action?.selected_option?.value;
  if (!ours || !token) return pass;
  const isAside = ours[1] === 'f' || view?.type === 'home' || aside.has(verbOf.exec(token)?.[1] ?? '');
  return { ...kept, opens: isAside && view?.type !== 'modal' };
}
