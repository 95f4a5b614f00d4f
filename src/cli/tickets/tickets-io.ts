/** What the ticket commands need from the process they run in. */
import type { Environment } from '../../repo-tickets/actor.ts';

export type TicketsIo = {
  /** The root of the repository. */
  cwd: string;
  environment: Environment;
  clock(): Date;
  /** Of Docket. */
  version: string;
  out(text: string): void;
  err(text: string): void;
  terminal: { input: boolean; output: boolean; columns: number };
  /** One line from the person at the terminal. */
  ask(question: string): Promise<string>;
  /** Told when the person wants a running command to end. */
  interrupted: AbortSignal;
};
