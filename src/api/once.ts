/** A request that carries an idempotency key is carried out once, and answered the same every time. */
import { createHash } from 'node:crypto';
import { shownBefore } from '../catalog/call-tool.ts';
import { DocketError } from '../domain/errors.ts';
import type { Store } from '../ports/store.ts';
import type { Answer } from './endpoint.ts';

type Kept = { hash: string; answer: Answer };

/**
 * What was answered before under this key, else the answer of `work`, which is kept where it is a success. Throws
 * CONCURRENCY_CONFLICT while the first is under way, and INVALID_INPUT for a key that came with another body.
 */
export async function answerOnce(
  store: Store,
  named: { tokenId: string; key: string; request: string; body: unknown },
  work: () => Promise<Answer>,
): Promise<Answer> {
  const runId = `api:${named.tokenId}`;
  const callId = `${named.request} ${named.key}`;
  const hash = createHash('sha256').update(JSON.stringify(named.body)).digest('hex');
  return store.exclusively(
    `${runId} ${callId}`,
    async () => {
      const kept = (await store.toolCalls.get(runId, callId))?.output as Kept | undefined;
      if (kept && kept.hash !== hash) throw otherBody();
      if (kept) return kept.answer;
      const answer = await work();
      await store.toolCalls.put(runId, callId, { hash, answer: withoutSecrets(answer) } satisfies Kept);
      return answer;
    },
    underWay,
  );
}

function withoutSecrets({ secrets = [], ...answer }: Answer): Answer {
  if (secrets.length === 0) return answer;
  const hidden = Object.fromEntries(secrets.map((name) => [name, shownBefore]));
  return { ...answer, body: { ...(answer.body as object), ...hidden } };
}

/** Throws INVALID_INPUT for one that is too long or holds what headers of programs do not. */
export function readKey(header: string | undefined): string | null {
  if (header === undefined) return null;
  if (/^[\x21-\x7e]{1,200}$/.test(header)) return header;
  throw new DocketError('INVALID_INPUT', {
    message: 'The Idempotency-Key cannot be used. Nothing was done.',
    remedy: 'Send 1 to 200 letters, digits and signs without spaces, such as a UUID.',
  });
}

function otherBody(): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: 'This Idempotency-Key came with another body before. Nothing was done.',
    remedy: 'Send a new key for a new request.',
  });
}

function underWay(): DocketError {
  return new DocketError('CONCURRENCY_CONFLICT', {
    message: 'A request with this Idempotency-Key is under way.',
    remedy: 'Ask again in a moment; the answer will be the same.',
    retryAfterMs: 1000,
  });
}
