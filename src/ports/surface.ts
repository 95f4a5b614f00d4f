/** A place people talk to Docket in, and what comes in from it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Card } from '../cards/card.ts';
import type { OutFile } from '../cards/shown.ts';

/** A file that came with a message; `base64` holds its bytes, so that the event can be stored as it is. */
export type Attachment = {
  name: string;
  mediaType: string;
  base64: string;
  /** Set for text that was pasted into the message itself. */
  pasted?: 'document' | 'conversation';
};

/** `eventId` is the surface's own id for the event, so that a redelivery is known as one. */
export type Inbound = {
  surface: string;
  /** Whose part of the surface it came from, such as a workspace of Slack; absent where a surface has one only. */
  tenant?: string;
  eventId: string;
  /** The surface's name for the thread. */
  thread: string;
  actor: { externalId: string; name: string };
  at: string;
  /**
   * Present where the surface shows in the thread at once that work is under way, by a message that becomes the answer; null
   * while it is not known whether that message stands.
   */
  opening?: MessageRef | null;
} & (
  | {
      kind: 'message';
      text: string;
      attachments: Attachment[];
      /** What was shared and is still where it was; only the surface knows how to fetch it. Holds no bytes and no token. */
      shared?: unknown[];
    }
  | { kind: 'choice'; action: string; values: Record<string, string> | null }
);

/** `left` says in words what could not be had, and why. */
export type Fetched = { attachments: Attachment[]; left: string[] };

/** What a surface needs to change a message later; opaque to everyone else. */
export type MessageRef = string;

export type PostOptions = {
  /** Shown to this person only, where the surface can. */
  privateTo?: string;
  /** `eventId` of the press that this answers: a surface may show it where that was made, such as in a dialogue. */
  answers?: string;
  /**
   * The name of this very post. With `again` it may stand there already, made by a process that died before it could say
   * so: a surface that can look it up does not make it a second time.
   */
  once?: { key: string; again: boolean };
  /** Handed over with the card, as the surface hands over files: uploaded, or saved where the person works. */
  file?: OutFile;
  /** The card takes its place, or is posted anew and the opening goes: where a person has turned away, an edit tells nobody. */
  opening?: Opening;
};

/** The message that an event was opened with. With `again` a process that died may have put something else in its place. */
export type Opening = { eventId: string; ref: MessageRef | null; again: boolean };

/** What a surface answers itself on the house's server. */
export type SurfaceRoute = {
  method: 'GET' | 'POST';
  path: string;
  serve(request: IncomingMessage, response: ServerResponse): void;
};

/** How a thread stands between messages; `waiting` is for a person's decision. */
export type Standing = 'working' | 'waiting' | 'done';

/** How a ticket that came of a thread stands. */
export type TicketState = 'triage' | 'filed' | 'in progress' | 'fixed' | 'declined';

export type Surface = {
  name: string;
  /** True where nobody is told that a message was edited, so that an end has to be told by a new one. */
  editsAreSilent?: boolean;
  /** The thread in which people are shown what belongs to none, such as what a program proposes; absent: their home lists it. */
  lobby?: string;
  /** Served while the house listens, also before `start`. */
  routes?: readonly SurfaceRoute[];
  /** True where `update` changes what people see in its old place; false where an answer has to be shown anew. */
  editsInPlace: boolean;
  /** Begins to listen. `accept` has stored the event durably when it resolves, so the surface may acknowledge it then. */
  start(accept: (event: Inbound) => Promise<void>): Promise<void>;
  stop(): Promise<void>;
  post(thread: string, card: Card, options?: PostOptions): Promise<MessageRef>;
  /** Changes a message in place. A surface that cannot may show the card again. */
  update(thread: string, message: MessageRef, card: Card): Promise<MessageRef>;
  /** What a press came to is shown elsewhere as this card: a surface may say so where the press was made. */
  answered?(thread: string, eventId: string, card: Card): Promise<void>;
  /** The turn is over and nothing took the place of its opening, should that still stand: the card does, or without one it goes. */
  endOpening?(thread: string, opening: Opening, card: Card | null): Promise<void>;
  /** Fetches what an event left where it was, once the event is stored and acknowledged. Throws only when it may be tried again. */
  fetchShared?(thread: string, shared: readonly unknown[]): Promise<Fetched>;
  /** Says how the thread stands now, where the surface can tell a person's turn from rest. */
  setStanding?(thread: string, standing: Standing): Promise<void>;
  /** Shows at the thread itself how the ticket that was reported in it stands, where the surface has signs for that. */
  markThread?(thread: string, state: TicketState): Promise<void>;
  /** Says that work is under way, or, with null, that it is over. */
  setStatus(thread: string, status: string | null): Promise<void>;
};
