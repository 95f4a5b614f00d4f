/** A fault as HTTP: one status for each code, and a body that says what happened and what to do. */
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { DocketError, ErrorCode } from '../domain/errors.ts';

const statuses: Record<ErrorCode, ContentfulStatusCode> = {
  INVALID_INPUT: 422,
  NOT_FOUND: 404,
  AMBIGUOUS: 409,
  FORBIDDEN: 403,
  WORKSPACE_MISMATCH: 403,
  HUMAN_APPROVAL_REQUIRED: 403,
  VERSION_CONFLICT: 409,
  CONCURRENCY_CONFLICT: 409,
  STALE: 409,
  INVALID_TRANSITION: 409,
  INVALID_REVIEW_TRANSITION: 409,
  TICKET_ALREADY_PUSHED: 409,
  NO_BLOCKS: 422,
  GENERATION_FAILED: 502,
  GENERATION_IN_PROGRESS: 409,
  NEEDS_CONFIRMATION: 409,
  LINK_CYCLE: 409,
  WORKFLOW_INVALID: 422,
  WORKFLOW_CYCLE: 422,
  UNKNOWN_DEPENDENCY: 422,
  WORKFLOW_RUNNING: 409,
  BLOCKED_BY: 409,
  HUMAN_ONLY: 403,
  OUTPUT_CONTRACT_VIOLATION: 422,
  DELEGATION_REFUSED: 403,
  CLAIMED: 409,
  CHECKOUT_CONFLICT: 409,
  STAGE_GUARD: 409,
  CONTEXT_REQUIRED: 422,
  EMBARGOED: 409,
  UNSUPPORTED_PLATFORM: 422,
  INTEGRATION_NOT_CONNECTED: 409,
  TRACKER_UNAVAILABLE: 502,
  TRACKER_AUTH: 502,
  RATE_LIMITED: 429,
  MODEL_UNAVAILABLE: 502,
  MODEL_NONSENSE: 502,
  UNREADABLE: 422,
  TOO_LARGE: 413,
  STORE_LOCKED: 503,
  STORE_UNAVAILABLE: 503,
  DISK_FULL: 503,
  CONFIG_INVALID: 500,
  CANCELLED: 409,
};

export type FaultBody = {
  error: { code: string; message: string; remedy: string; details: Record<string, unknown> };
};

export type Fault = { status: ContentfulStatusCode; body: FaultBody; retryAfterS: number | null };

export function answerFault(error: DocketError): Fault {
  const { code, message, remedy, details, retryAfterMs } = error;
  return {
    status: statuses[code],
    body: { error: { code, message, remedy, details } },
    retryAfterS: retryAfterMs === null ? null : Math.max(1, Math.ceil(retryAfterMs / 1000)),
  };
}

/** A fault of the request that no room of the house has a code for. */
export function refuse(code: string, message: string, remedy: string): FaultBody {
  return { error: { code, message, remedy, details: {} } };
}
