/** Models as the rest of the house sees them: one that turns text into a checked object. Chat models are LangChain's own. */
import type * as z from 'zod';

/** Turns material into an object of one shape, or says why it could not. */
export type ObjectModel = {
  /** `gpt-5-mini`, for `made by` lines and usage records. */
  name: string;
  /** How hard it thinks, where that can be said: another effort may give another answer. */
  effort?: string;
  /**
   * `material` is text from outside and is passed as fenced data, never as instructions.
   * Throws MODEL_UNAVAILABLE (unreachable, timed out, refused) or MODEL_NONSENSE (cut off, or not of the shape after the
   * retries), never a half-read object.
   */
  produce<Shape extends z.ZodType>(
    task: {
      instructions: string;
      material: string;
      shape: Shape;
      shapeName: string;
      /** Told what each answer used, also one that was not usable: by the server's count, or else by our estimate. */
      onUsage?(tokens: number): void;
    },
    signal?: AbortSignal,
  ): Promise<z.infer<Shape>>;
};

/** A model at work for somebody, and the tokens it may use for them. */
export type Hired = { model: ObjectModel; tokenLimit: number };
