/** Webhooks out over REST: addresses that are told what happens, tried and taken away. */
import * as z from 'zod';
import { EventType } from '../../domain/event.ts';
import { ById, defineEndpoint, type Endpoint, Workspaced } from '../endpoint.ts';
import { Anything } from '../wire-shapes.ts';

const tag = 'webhooks';

const WireWebhook = z
  .looseObject({
    id: z.string(),
    address: z.string().meta({ description: 'Shortened: addresses often hold a secret' }),
    event_types: z.array(z.string()),
    failures: z.int(),
    paused_at: z.iso.datetime().nullable(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'Webhook' });

export const webhookEndpoints: Endpoint[] = [
  defineEndpoint({
    method: 'post',
    path: '/api/webhooks',
    name: 'addWebhook',
    summary:
      'Tell an address what happens: signed as standardwebhooks.com says, in order, tried again until it answers 2xx',
    tag,
    body: z.object({ ...Workspaced, url: z.string(), event_types: z.array(EventType).optional() }),
    answers: { 201: WireWebhook.extend({ secret: z.string().meta({ description: 'Shown only now' }) }) },
    run: async ({ body: { workspace_id: _workspace, ...input }, call }) => ({
      status: 201,
      body: await call('add_webhook', input),
      secrets: ['secret'],
    }),
  }),
  defineEndpoint({
    method: 'get',
    path: '/api/webhooks',
    name: 'listWebhooks',
    summary: 'The addresses that are told, and how their deliveries go',
    tag,
    answers: { 200: z.object({ webhooks: z.array(WireWebhook), total: z.int() }) },
    run: async ({ call }) => ({ status: 200, body: await call('list_webhooks') }),
  }),
  defineEndpoint({
    method: 'post',
    path: '/api/webhooks/{id}/test',
    name: 'testWebhook',
    summary: 'Send a test now; one that is taken ends a pause, and what was missed follows',
    tag,
    params: ById,
    answers: { 200: Anything },
    run: async ({ params, call }) => ({
      status: 200,
      body: await call('test_webhook', { webhook: params.id }),
    }),
  }),
  defineEndpoint({
    method: 'delete',
    path: '/api/webhooks/{id}',
    name: 'removeWebhook',
    summary: 'Tell it no more',
    tag,
    params: ById,
    answers: { 204: 'Removed' },
    async run({ params, call }) {
      await call('remove_webhook', { webhook: params.id });
      return { status: 204 };
    },
  }),
];
