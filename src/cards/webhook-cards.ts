/** The addresses that are told what happens in a workspace, and the secret of a new one. */
import type { WebhookView } from '../domain/outgoing-webhook.ts';
import type { Card } from './card.ts';
import { count } from './phrases.ts';

/** For the one who named it alone: the secret is shown once. */
export function drawNewWebhookCard({ address }: WebhookView, secret: string): Card {
  return {
    title: 'Webhook added',
    tone: 'success',
    blocks: [
      { kind: 'text', text: `${address} is told what happens from now on.` },
      { kind: 'text', text: 'It can check the signature with this secret, which is shown only now:' },
      { kind: 'code', text: secret },
    ],
    choices: [],
    summary: `${address} is told what happens from now on.`,
  };
}

export function drawWebhooksCard(webhooks: readonly WebhookView[]): Card {
  const summary =
    webhooks.length === 0 ? 'No address is told what happens here.' : count(webhooks.length, 'webhook');
  if (webhooks.length === 0) {
    return { title: '', tone: 'neutral', blocks: [{ kind: 'text', text: summary }], choices: [], summary };
  }
  return {
    title: 'Webhooks',
    tone: webhooks.some(({ pausedAt }) => pausedAt) ? 'warning' : 'neutral',
    blocks: [
      {
        kind: 'list',
        items: webhooks.map((webhook) => ({
          mark: webhook.pausedAt ? 'failed' : webhook.failures > 0 ? 'pending' : 'done',
          title: webhook.address,
          detail: `${sayStanding(webhook)} · ${webhook.id}`,
        })),
      },
    ],
    choices: [],
    summary,
  };
}

/** "all events, last told 2026-03-04 10:12 UTC". */
export function sayStanding({ eventTypes, failures, pausedAt, lastDelivery }: WebhookView): string {
  const what = eventTypes.length === 0 ? 'all events' : eventTypes.join(', ');
  const at = lastDelivery && `${lastDelivery.at.slice(0, 16).replace('T', ' ')} UTC`;
  if (pausedAt)
    return `${what}; paused, because the last ${count(failures, 'attempt')} failed: ${lastDelivery?.problem}`;
  if (!lastDelivery) return `${what}; nothing told yet`;
  return lastDelivery.problem ? `${what}; ${lastDelivery.problem}, ${at}` : `${what}; last told ${at}`;
}
