/** Documents over REST (S0-6, S0-7): taken in, read, and their blocks changed. */
import * as z from 'zod';
import { DocumentStatus, DocumentType } from '../../domain/document.ts';
import type { Caller } from '../../domain/principal.ts';
import { type ApiHouse, ById, count, defineEndpoint, type Endpoint, Workspaced } from '../endpoint.ts';
import { Anything, WireBlock, WireDocument } from '../wire-shapes.ts';
import { answerDocument, wireBlock, wireDocument } from './wire-document.ts';

const tag = 'documents';

const NewDocument = z.object({
  ...Workspaced,
  title: z.string().min(1).max(256),
  content: z.string().min(1).meta({ description: 'Markdown or plain text, up to 1 MB' }),
  document_type: DocumentType.default('prd'),
  related_recommendation_id: z.string().optional(),
  related_insight_ids: z.array(z.string()).optional(),
});

const BlockOf = z.object({ ...ById.shape, block_id: z.string().min(1) });

const BlockChange = z.object({
  ...Workspaced,
  block_type: z.string().optional(),
  title: z.string().optional(),
  content: z.string().optional().meta({ description: 'The text below the heading' }),
});

const Blocks = z.object({ document: WireDocument, blocks: z.array(WireBlock) });

export const documentEndpoints: Endpoint[] = [
  defineEndpoint({
    method: 'post',
    path: '/api/documents',
    name: 'createDocument',
    summary: 'Take a document in; the same title again is its next version',
    tag,
    body: NewDocument,
    answers: { 201: WireDocument, 200: WireDocument },
    async run({ house, caller, body, call }) {
      const { content, related_recommendation_id: recommendation, related_insight_ids: insights } = body;
      const taken = (await call('ingest_document', {
        text: content,
        title: body.title,
        document_type: body.document_type,
        ...(recommendation ? { recommendation } : {}),
        ...(insights ? { insights } : {}),
      })) as { document: { id: string }; is_new: boolean; unchanged: boolean; warnings: string[] };
      const document = await house.services.documents.get(caller, taken.document.id);
      const { warnings, unchanged } = taken;
      const said = { ...wireDocument(document), unchanged, warnings };
      return { status: taken.is_new ? 201 : 200, body: said };
    },
  }),
  defineEndpoint({
    method: 'get',
    path: '/api/documents',
    name: 'listDocuments',
    summary: 'Documents, newest first',
    tag,
    query: z.object({
      ...Workspaced,
      document_type: DocumentType.optional(),
      status: DocumentStatus.optional(),
      limit: count(500, 200, 1),
      offset: count(1_000_000, 0),
    }),
    answers: { 200: z.object({ documents: z.array(WireDocument), total: z.int() }) },
    async run({ house, caller, query }) {
      const all = await house.services.documents.list(caller);
      const fitting = all.filter(
        ({ type, status }) =>
          (!query.document_type || type === query.document_type) &&
          (!query.status || status === query.status),
      );
      const page = fitting.slice(query.offset, query.offset + query.limit);
      return { status: 200, body: { documents: page.map(wireDocument), total: fitting.length } };
    },
  }),
  defineEndpoint({
    method: 'get',
    path: '/api/documents/{id}',
    name: 'showDocument',
    summary: 'A document with its text',
    tag,
    params: ById,
    answers: { 200: WireDocument.extend({ content: z.string() }) },
    async run({ house, caller, params }) {
      const { documents } = house.services;
      const document = await documents.get(caller, params.id);
      const content = await documents.content(caller, document.id);
      return answerDocument(document, { content });
    },
  }),
  defineEndpoint({
    method: 'get',
    path: '/api/documents/{id}/blocks',
    name: 'listBlocks',
    summary: 'The typed blocks of a document',
    tag,
    params: ById,
    answers: { 200: Blocks },
    run: ({ house, caller, params }) => showBlocks(house, caller, params.id),
  }),
  defineEndpoint({
    method: 'post',
    path: '/api/documents/{id}/blocks/extract',
    name: 'extractBlocks',
    summary: 'The typed blocks its text is split into; a document is split when it is taken in',
    tag,
    params: ById,
    answers: { 200: Blocks },
    run: ({ house, caller, params }) => showBlocks(house, caller, params.id),
  }),
  defineEndpoint({
    method: 'post',
    path: '/api/documents/{id}/blocks',
    name: 'createBlock',
    summary: 'Add to the document, where its other blocks of this type stand',
    tag,
    params: ById,
    body: BlockChange.extend({ block_type: z.string(), content: z.string().min(1) }),
    answers: { 201: Anything },
    async run({ params, body, call }) {
      const input = { document: params.id, op: 'add', block: body.block_type, value: body.content };
      return { status: 201, body: await call('edit_block', input) };
    },
  }),
  defineEndpoint({
    method: 'patch',
    path: '/api/documents/{id}/blocks/{block_id}',
    name: 'editBlock',
    summary: 'Give a block another type, heading or text',
    tag,
    params: BlockOf,
    body: BlockChange,
    answers: { 200: Blocks },
    async run({ house, caller, params, body, call }) {
      const block = { document: params.id, block: params.block_id };
      const { block_type: type, title, content } = body;
      if (type !== undefined) await call('edit_block', { ...block, op: 'retype', value: type });
      if (content !== undefined) await call('edit_block', { ...block, op: 'edit', value: content });
      if (title !== undefined) await call('edit_block', { ...block, op: 'rename', value: title });
      return showBlocks(house, caller, params.id);
    },
  }),
  defineEndpoint({
    method: 'delete',
    path: '/api/documents/{id}/blocks/{block_id}',
    name: 'deleteBlock',
    summary: 'Delete a block; the edit can be taken back',
    tag,
    params: BlockOf,
    answers: { 204: 'Deleted' },
    async run({ params, call }) {
      await call('edit_block', { document: params.id, block: params.block_id, op: 'delete' });
      return { status: 204 };
    },
  }),
  defineEndpoint({
    method: 'post',
    path: '/api/documents/{id}/blocks/reorder',
    name: 'reorderBlocks',
    summary: 'Put blocks one after another, the first staying where it is, as one version',
    tag,
    params: ById,
    body: z.object({ ...Workspaced, block_ids: z.array(z.string()).min(2).max(200) }),
    answers: { 200: Blocks },
    async run({ house, caller, params, body, call }) {
      const [block, ...others] = body.block_ids;
      await call('move_block', { document: params.id, block, followed_by: others });
      return showBlocks(house, caller, params.id);
    },
  }),
];

async function showBlocks({ services }: ApiHouse, caller: Caller, id: string) {
  const document = await services.documents.get(caller, id);
  const blocks = await services.documents.blocks(caller, document.id);
  return {
    status: 200 as const,
    body: { document: wireDocument(document), blocks: blocks.map((block) => wireBlock(block, document)) },
  };
}
