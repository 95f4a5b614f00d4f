/** The one error class of Docket and the codes every face knows how to draw. */

export const errorCodes = [
  'INVALID_INPUT',
  'NOT_FOUND',
  'AMBIGUOUS',
  'FORBIDDEN',
  'WORKSPACE_MISMATCH',
  'HUMAN_APPROVAL_REQUIRED',
  'VERSION_CONFLICT',
  'CONCURRENCY_CONFLICT',
  'STALE',
  'INVALID_TRANSITION',
  'INVALID_REVIEW_TRANSITION',
  'TICKET_ALREADY_PUSHED',
  'NO_BLOCKS',
  'GENERATION_FAILED',
  'GENERATION_IN_PROGRESS',
  'NEEDS_CONFIRMATION',
  'LINK_CYCLE',
  'WORKFLOW_INVALID',
  'WORKFLOW_CYCLE',
  'UNKNOWN_DEPENDENCY',
  'WORKFLOW_RUNNING',
  'BLOCKED_BY',
  'HUMAN_ONLY',
  'OUTPUT_CONTRACT_VIOLATION',
  'DELEGATION_REFUSED',
  'CLAIMED',
  'CHECKOUT_CONFLICT',
  'STAGE_GUARD',
  'CONTEXT_REQUIRED',
  'EMBARGOED',
  'UNSUPPORTED_PLATFORM',
  'INTEGRATION_NOT_CONNECTED',
  'TRACKER_UNAVAILABLE',
  'TRACKER_AUTH',
  'RATE_LIMITED',
  'MODEL_UNAVAILABLE',
  'MODEL_NONSENSE',
  'UNREADABLE',
  'TOO_LARGE',
  'STORE_LOCKED',
  'STORE_UNAVAILABLE',
  'DISK_FULL',
  'CONFIG_INVALID',
  'CANCELLED',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/**
 * A fault a person can act on. `message` says what happened and what was left unchanged, `remedy` what to do now.
 * Both are shown everywhere, also to the model, so neither may hold a secret, a stack or text a remote service sent.
 */
export class DocketError extends Error {
  readonly code: ErrorCode;
  readonly remedy: string;
  readonly details: Record<string, unknown>;
  readonly retryAfterMs: number | null;

  constructor(
    code: ErrorCode,
    said: {
      message: string;
      remedy: string;
      details?: Record<string, unknown>;
      cause?: unknown;
      retryAfterMs?: number;
    },
  ) {
    super(said.message, said.cause === undefined ? undefined : { cause: said.cause });
    this.name = 'DocketError';
    this.code = code;
    this.remedy = said.remedy;
    this.details = said.details ?? {};
    this.retryAfterMs = said.retryAfterMs ?? null;
  }
}

export function isDocketError(error: unknown): error is DocketError {
  return error instanceof DocketError;
}
