/** Says in Docket's words why a model did not answer. */
import { DocketError } from '../domain/errors.ts';

export type Asked = { model: string; timeoutMs: number };

/**
 * MODEL_UNAVAILABLE, whatever the client library threw. Nothing of the error itself is carried over, since servers
 * repeat keys and prompts in theirs.
 */
export function describeModelFault(error: unknown, asked: Asked): DocketError {
  const [message, remedy] = explain(error, asked);
  return new DocketError('MODEL_UNAVAILABLE', {
    message,
    remedy,
    details: { model: asked.model, status: statusOf(error) },
    retryAfterMs: retryAfterOf(error),
  });
}

const withoutModel = 'or unset OPENAI_API_KEY to work with the built-in planner';

function explain(error: unknown, { model, timeoutMs }: Asked): [message: string, remedy: string] {
  const status = statusOf(error);
  if (isTimeout(error)) {
    const seconds = Math.max(1, Math.round(timeoutMs / 1000));
    return [`The model "${model}" did not answer within ${seconds} s.`, 'Try again in a minute.'];
  }
  if (status === 401 || status === 403)
    return ['The model’s server refused the key.', `Put a valid key into OPENAI_API_KEY, ${withoutModel}.`];
  if (status === 404)
    return [
      `The model’s server knows no model "${model}".`,
      'Check DOCKET_MODEL_FAST, DOCKET_MODEL_STANDARD, DOCKET_MODEL_DEEP and OPENAI_BASE_URL.',
    ];
  if (status === 429)
    return [
      'The model’s server takes no more requests for now.',
      `Wait, raise its limit or quota, ${withoutModel}.`,
    ];
  if (status !== null && status < 500)
    return [
      `The model "${model}" refused the request (status ${status}).`,
      'Send less text at once, or set a model that supports tools and structured outputs.',
    ];
  if (status !== null) return [`The model’s server failed (status ${status}).`, 'Try again in a minute.'];
  if (isUnreachable(error))
    return [
      'The model’s server cannot be reached.',
      `Check the network and OPENAI_BASE_URL, ${withoutModel}.`,
    ];
  return [
    'The model’s server did not answer like an OpenAI-compatible one.',
    `Check OPENAI_BASE_URL; it usually ends in /v1.`,
  ];
}

/** The HTTP status a server refused with; null when there was no answer at all. */
export function statusOf(error: unknown): number | null {
  const status = fieldOf(error, 'status');
  return typeof status === 'number' ? status : null;
}

/** The client says APIConnectionTimeoutError, LangChain renames it TimeoutError. */
function isTimeout(error: unknown): boolean {
  return error instanceof Error && /Timeout/.test(`${error.name} ${error.constructor.name}`);
}

function isUnreachable(error: unknown): boolean {
  return error instanceof Error && error.constructor.name === 'APIConnectionError';
}

function retryAfterOf(error: unknown): number | undefined {
  const headers = fieldOf(error, 'headers');
  const seconds = headers instanceof Headers ? Number(headers.get('retry-after')) : 0;
  return seconds > 0 ? seconds * 1000 : undefined;
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[field] : undefined;
}
