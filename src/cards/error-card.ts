/** An error as people see it: what happened, and what to do now. */
import type { DocketError, ErrorCode } from '../domain/errors.ts';
import type { Card, Tone } from './card.ts';
import { muted } from './phrases.ts';

/** Questions and waits are warnings, a stop somebody asked for is neither; the rest did not happen and says so in red. */
const tones: Record<ErrorCode, Tone> = {
  INVALID_INPUT: 'danger',
  NOT_FOUND: 'danger',
  AMBIGUOUS: 'warning',
  FORBIDDEN: 'danger',
  WORKSPACE_MISMATCH: 'danger',
  HUMAN_APPROVAL_REQUIRED: 'warning',
  VERSION_CONFLICT: 'danger',
  CONCURRENCY_CONFLICT: 'danger',
  STALE: 'danger',
  INVALID_TRANSITION: 'danger',
  INVALID_REVIEW_TRANSITION: 'danger',
  TICKET_ALREADY_PUSHED: 'danger',
  NO_BLOCKS: 'danger',
  GENERATION_FAILED: 'danger',
  GENERATION_IN_PROGRESS: 'warning',
  NEEDS_CONFIRMATION: 'warning',
  LINK_CYCLE: 'danger',
  WORKFLOW_INVALID: 'danger',
  WORKFLOW_CYCLE: 'danger',
  UNKNOWN_DEPENDENCY: 'danger',
  WORKFLOW_RUNNING: 'warning',
  BLOCKED_BY: 'warning',
  HUMAN_ONLY: 'danger',
  OUTPUT_CONTRACT_VIOLATION: 'danger',
  DELEGATION_REFUSED: 'danger',
  CLAIMED: 'warning',
  CHECKOUT_CONFLICT: 'warning',
  STAGE_GUARD: 'warning',
  CONTEXT_REQUIRED: 'danger',
  EMBARGOED: 'warning',
  UNSUPPORTED_PLATFORM: 'danger',
  INTEGRATION_NOT_CONNECTED: 'danger',
  TRACKER_UNAVAILABLE: 'danger',
  TRACKER_AUTH: 'danger',
  RATE_LIMITED: 'warning',
  MODEL_UNAVAILABLE: 'danger',
  MODEL_NONSENSE: 'danger',
  UNREADABLE: 'danger',
  TOO_LARGE: 'danger',
  STORE_LOCKED: 'danger',
  STORE_UNAVAILABLE: 'danger',
  DISK_FULL: 'danger',
  CONFIG_INVALID: 'danger',
  CANCELLED: 'neutral',
};

export function drawErrorCard(error: DocketError): Card {
  return {
    title: '',
    tone: tones[error.code],
    blocks: [
      { kind: 'text', text: error.message },
      { kind: 'text', text: muted(error.remedy) },
    ],
    choices: [],
    summary: `${error.message} ${error.remedy}`,
  };
}
