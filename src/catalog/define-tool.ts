/** What a tool is: one file below `tools/`, whose name is the tool's name. */
import type * as z from 'zod';
import type { ActionToken } from '../cards/action-token.ts';
import type { Card } from '../cards/card.ts';
import type { Shown } from '../cards/shown.ts';
import type { Focus, FocusChange } from '../domain/conversation.ts';
import type { Caller } from '../domain/principal.ts';
import type { Attachment } from '../ports/surface.ts';
import type { Services } from './services.ts';

/** `read` changes nothing, `write` changes our own store, `publish` is seen by others. */
export type Effect = 'read' | 'write' | 'publish';

export type ToolContext = {
  services: Services;
  caller: Caller;
  /** What the caller's thread is about; empty without a thread. */
  focus: Focus;
  /** Files that came with the message. */
  attachments: readonly Attachment[];
  /** Every `/docket` command there is, by verb. */
  commands: readonly CommandLine[];
  signal: AbortSignal;
};

export type Press<Input> = {
  /** The verb of the tokens this tool answers; unique over all tools. */
  verb: string;
  input(token: ActionToken): Input;
  /** Given when the press needs answers first: the form to fill in. Its `submit` must carry the same verb. */
  form?(input: Input, context: ToolContext): Promise<Card>;
  /**
   * Who the answer is for, where it is no living card: `private` for the one who pressed alone; `aside` too, in a dialogue
   * where the surface has them. Everybody in the thread when absent.
   */
  answer?: 'private' | 'aside';
  /** Reads the submitted fields into the input. */
  fill?(input: Input, values: Record<string, string>): Input;
};

/** The deterministic form, `/docket <verb> …`: turns the words after the verb into the input. */
export type ToolCommand<Input> = {
  verb: string;
  usage: string;
  /** For help, where the tool's description says more than this verb does. */
  does?: string;
  input(words: string[]): Input;
};

/** A `/docket` command as help tells of it. */
export type CommandLine = { verb: string; usage: string; does: string };

export type ToolDefinition<Input extends z.ZodObject = z.ZodObject, Output extends z.ZodType = z.ZodType> = {
  /** For people and models: what it does, when to use it, and what it leaves to others. */
  description: string;
  effect: Effect;
  /**
   * `anyone`: models may call it. `person`: in no model's list, and, unless it only reads, refused unless a person
   * decides in person.
   */
  access: 'anyone' | 'person';
  /** False for a tool that writes what nobody should take back: decisions, and copies of what a tracker says. */
  undoable?: false;
  /** Fields of its output that are shown once, and never kept: a call that is repeated has words in their place. */
  secrets?: readonly string[];
  /** A path among its words is what it is about, not a document to read along with it. */
  namesPaths?: true;
  /** On the command line its words are files, or folders of JSON files, which come along as they are. */
  takesFiles?: true;
  /** Its cards come with a file, which the command line prints instead of the card or writes where it is told to. */
  givesFile?: true;
  input: Input;
  output: Output;
  run(input: z.infer<Input>, context: ToolContext): Promise<z.infer<Output>>;
  /** What a model's or workflow's call does instead of `run`: prepares the card a person presses. Publishes nothing. */
  propose?(input: z.infer<Input>, context: ToolContext): Promise<unknown>;
  /**
   * For deeds that a model may ask for and only a person may let happen: says in a sentence what would be done. The call
   * is then kept as a pending action with Approve and Reject, and `run` happens on the person's press.
   */
  ask?(input: z.infer<Input>, context: ToolContext): Promise<string>;
  /**
   * For deeds that need a second word only sometimes: `run` then throws NEEDS_CONFIRMATION, and in a thread the person is
   * asked with Approve and Reject. This is the input a yes runs with; `details` are the refusal's.
   */
  confirm?(input: z.infer<Input>, details: Record<string, unknown>): z.infer<Input>;
  /** In the order they are read. `proposed` is `propose`'s result when that ran instead of `run`. */
  show(output: z.infer<Output>, proposed?: unknown): Shown | Shown[];
  /** What a model reads of the result, small; the whole output when absent. */
  brief?(output: z.infer<Output>, proposed?: unknown): unknown;
  /** What programs read of it (`--json`, REST); the output in snake_case when absent. */
  wire?(output: z.infer<Output>): unknown;
  press?: Press<z.infer<Input>>[];
  /** What "it", "those" and "3" mean in the thread after this. */
  focus?(output: z.infer<Output>, proposed?: unknown): FocusChange;
  command?: ToolCommand<z.infer<Input>>;
  /** Further verbs for what people type often; on the command line they are commands of their own too. */
  otherCommands?: ToolCommand<z.infer<Input>>[];
};

export function defineTool<Input extends z.ZodObject, Output extends z.ZodType>(
  definition: ToolDefinition<Input, Output>,
): ToolDefinition<Input, Output> {
  if (
    definition.effect === 'publish' &&
    definition.access === 'anyone' &&
    !definition.propose &&
    !definition.ask
  ) {
    throw new Error('a tool that publishes must say what a model may only propose or ask for');
  }
  return definition;
}
