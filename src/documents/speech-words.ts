/** What a language's words of demand, permission, delay and refusal are called here. */
export type SpeechWords = {
  must: string;
  should: string;
  may: string;
  /** Can, lets, supports: what people will be able to do. */
  can: string;
  will: string;
  done: string;
  future: string;
  dropped: string;
  /** What happened, was said or was felt. */
  past: string;
  /** How things are today, in figures and habits. */
  now: string;
  /** Bounds that make a plain statement a rule. */
  limit: string;
  /** Opinions and hedges. */
  musing: string;
  goal: string;
  unknown: string;
  /** Nouns that act in software: "the system sends". */
  actor: string;
};
