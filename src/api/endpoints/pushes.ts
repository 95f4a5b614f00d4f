/** Pushes over REST: how one stands, as an answer or as a stream, and its retry. */
import * as z from 'zod';
import { wirePush } from '../../catalog/wire.ts';
import type { PushView } from '../../domain/publication-view.ts';
import { type Answer, type Asked, ById, defineEndpoint, type Endpoint } from '../endpoint.ts';
import { WirePush } from '../wire-shapes.ts';

const tag = 'execution';
const lookEveryMs = 250;

const Waiting = z.object({ wait_seconds: z.coerce.number().int().min(0).max(300).default(0) });

export const pushEndpoints: Endpoint[] = [
  defineEndpoint({
    method: 'get',
    path: '/api/pushes/{id}',
    name: 'showPush',
    summary: 'How a push stands; with wait_seconds, once it has ended or that long has passed',
    tag,
    params: ById,
    query: Waiting,
    answers: { 200: WirePush, 202: WirePush },
    run: (asked) => finishPush(asked, asked.params.id, { waitSeconds: asked.query.wait_seconds }),
  }),
  defineEndpoint({
    method: 'post',
    path: '/api/pushes/{id}/retry',
    name: 'retryPush',
    summary: 'Try again what failed; what is no longer as it was approved is skipped, and told',
    tag,
    params: ById,
    query: Waiting,
    answers: { 200: WirePush, 202: WirePush },
    async run(asked) {
      const { house, caller, params } = asked;
      const { skipped } = await house.services.publication.retry(caller, params.id);
      return finishPush(asked, params.id, { waitSeconds: asked.query.wait_seconds, skipped });
    },
  }),
  defineEndpoint({
    method: 'post',
    path: '/api/pushes/{id}/cancel',
    name: 'cancelPush',
    summary: 'Stop what was not sent yet',
    tag,
    params: ById,
    answers: { 200: WirePush },
    async run(asked) {
      await asked.call('cancel_push', { push: asked.params.id });
      return finishPush(asked, asked.params.id, { waitSeconds: 0 });
    },
  }),
];

type Following = Pick<Asked<unknown, unknown, unknown>, 'house' | 'caller' | 'signal'>;

/**
 * The push at its end, or as it stands when nobody waits any longer: 202 then. `skipped` is what the request asked for
 * in vain, which is not kept with the push. Throws NOT_FOUND.
 */
export async function finishPush(
  asked: Following,
  id: string,
  { waitSeconds, skipped }: { waitSeconds: number; skipped?: PushView['skipped'] },
): Promise<Answer> {
  const until = performance.now() + waitSeconds * 1000;
  for (;;) {
    const view = await asked.house.services.publication.pushView(asked.caller, id);
    const isLast = view.finished || asked.signal.aborted || performance.now() >= until;
    if (isLast) {
      const told = skipped ? { ...view, skipped } : view;
      return { status: view.finished ? 200 : 202, body: wireStanding(id, told) };
    }
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

function wireStanding(id: string, view: PushView) {
  return { push_id: id, finished: view.finished, ...wirePush(view) };
}
