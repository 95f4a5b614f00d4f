/** A delivery as the house works it off, and how a form is answered. */
import type { Delivered } from './intake-link.ts';

/** With what the intake did about it: the dialogue that it opened, or the `ts` of the first message, once it is there. */
export type Heard = Omit<Delivered, 'acting'> & { acted: Promise<string | null> | null };

/** What is wrong with a sent form, by input; null when its dialogue may close. */
export type Answering = () => Promise<Record<string, string> | null>;
