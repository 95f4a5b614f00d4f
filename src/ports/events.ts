/** Events reach their readers after the write that caused them, at least once, in order. */
import type { DomainEvent } from '../domain/event.ts';

/** Some events in order, at most a hundred; a process that dies meanwhile is given them again. */
export type EventHandler = (events: readonly DomainEvent[]) => Promise<void>;

export type Events = {
  /**
   * `consumer` names the reader's place, which is kept in the store: after a restart it goes on where it was. A handler
   * that throws is logged and never undoes the write; what it was given is not given again.
   */
  subscribe(consumer: string, handler: EventHandler): Promise<void>;
  /**
   * Calls `wake` after events were written by this process, and in any case every second or so; others' writes are seen by
   * then. For readers that keep their own place. Returns what ends it.
   */
  watch(wake: () => void): () => void;
  /** Resolves when every subscriber has seen everything committed before this call. */
  drained(): Promise<void>;
};
