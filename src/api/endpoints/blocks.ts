/** The typed blocks of a document over REST (S0-7): read, changed, put in order; `If-Match` holds a change to the document that was read. */
import * as z from 'zod';
import { onlySaid } from '../../catalog/named-words.ts';
import { type Answer, type Asked, ById, defineEndpoint, type Endpoint, Workspaced } from '../endpoint.ts';
import { Anything, WireBlock, WireDocument } from '../wire-shapes.ts';
import { findDocument, tagOf, wireBlock, wireDocument } from './wire-document.ts';

const tag = 'documents';
const home = '/api/documents/{id}/blocks';

const BlockOf = z.object({ ...ById.shape, block_id: z.string().min(1) });

const Change = z.object({
  ...Workspaced,
  block_type: z.string().optional(),
  title: z.string().optional(),
  content: z.string().optional().meta({ description: 'The text below the heading' }),
  recommendation_id: z.string().optional().meta({ description: 'What it was written for' }),
  insight_ids: z.array(z.string()).optional(),
});
type Change = z.infer<typeof Change>;

const Blocks = z.object({ document: WireDocument, blocks: z.array(WireBlock) });

export const blockEndpoints: Endpoint[] = [
  defineEndpoint({
    method: 'get',
    path: home,
    name: 'listBlocks',
    summary: 'The typed blocks of a document',
    tag,
    params: ById,
    answers: { 200: Blocks },
    run: (asked) => showBlocks(asked),
  }),
  defineEndpoint({
    method: 'post',
    path: `${home}/extract`,
    name: 'extractBlocks',
    summary: 'The typed blocks its text is split into; a document is split when it is taken in',
    tag,
    params: ById,
    answers: { 200: Blocks },
    run: (asked) => showBlocks(asked),
  }),
  defineEndpoint({
    method: 'post',
    path: home,
    name: 'createBlock',
    summary: 'Add to the document, where its other blocks of this type stand',
    tag,
    params: ById,
    body: Change.extend({ block_type: z.string(), content: z.string().min(1) }),
    answers: { 201: Anything },
    async run(asked) {
      const { params, body, call } = asked;
      await findDocument(asked);
      const input = { document: params.id, op: 'add', block: body.block_type, value: body.content };
      return { status: 201, body: await call('edit_block', input) };
    },
  }),
  defineEndpoint({
    method: 'patch',
    path: `${home}/{block_id}`,
    name: 'editBlock',
    summary: 'Give a block another type, heading, text or source',
    tag,
    params: BlockOf,
    body: Change,
    answers: { 200: Blocks },
    run: (asked) => change(asked),
  }),
  defineEndpoint({
    method: 'delete',
    path: `${home}/{block_id}`,
    name: 'deleteBlock',
    summary: 'Delete a block; the edit can be taken back',
    tag,
    params: BlockOf,
    answers: { 204: 'Deleted' },
    async run(asked) {
      await findDocument(asked);
      const { id, block_id: block } = asked.params;
      await asked.call('edit_block', { document: id, block, op: 'delete', ...seen(asked) });
      return { status: 204 };
    },
  }),
  defineEndpoint({
    method: 'post',
    path: `${home}/reorder`,
    name: 'reorderBlocks',
    summary: 'Put blocks one after another, the first staying where it is, as one version',
    tag,
    params: ById,
    body: z.object({ ...Workspaced, block_ids: z.array(z.string()).min(2).max(200) }),
    answers: { 200: Blocks },
    async run(asked) {
      await findDocument(asked);
      const [block, ...others] = asked.body.block_ids;
      await asked.call('move_block', { document: asked.params.id, block, followed_by: others });
      return showBlocks(asked);
    },
  }),
];

type OfDocument = Asked<{ id: string }, unknown, unknown>;

async function change(asked: Asked<z.infer<typeof BlockOf>, unknown, Change>): Promise<Answer> {
  const { call, params, body } = asked;
  await findDocument(asked);
  const block = { document: params.id, block: params.block_id };
  const { block_type: type, title, content } = body;
  const { recommendation_id: recommendation, insight_ids: insights } = body;
  if (recommendation !== undefined || insights !== undefined)
    await call('link_insights', { ...block, ...onlySaid({ recommendation, insights }) });
  const edits = [
    ...(type === undefined ? [] : [{ op: 'retype', value: type }]),
    ...(content === undefined ? [] : [{ op: 'edit', value: content }]),
    ...(title === undefined ? [] : [{ op: 'rename', value: title }]),
  ];
  // Only the first of them is held to the version that was read: it makes the next one.
  for (const [at, edit] of edits.entries())
    await call('edit_block', { ...block, ...edit, ...(at === 0 ? seen(asked) : {}) });
  return showBlocks(asked);
}

/** Also for whoever changes the document between our look at it and the edit. */
function seen({ match, version }: Pick<OfDocument, 'match' | 'version'>): { version?: number } {
  return match === null || version === null ? {} : { version };
}

async function showBlocks(asked: OfDocument): Promise<Answer> {
  const { services, store } = asked.house;
  const document = await services.documents.get(asked.caller, asked.params.id);
  const blocks = await services.documents.blocks(asked.caller, document.id);
  const ids = blocks.map(({ id }) => id);
  const links = await store.upstream.blockLinks(asked.caller.workspaceId, ids);
  const linkOf = new Map(links.map((link) => [link.blockId, link]));
  const wired = blocks.map((block) => wireBlock(block, document, linkOf.get(block.id)));
  return { status: 200, etag: tagOf(document), body: { document: wireDocument(document), blocks: wired } };
}
