/** Documents over REST (S0-6): taken in and read. */
import * as z from 'zod';
import { DocumentStatus, DocumentType } from '../../domain/document.ts';
import { ById, count, defineEndpoint, type Endpoint, Workspaced } from '../endpoint.ts';
import { WireDocument } from '../wire-shapes.ts';
import { answerDocument, wireDocument } from './wire-document.ts';

const tag = 'documents';

const NewDocument = z.object({
  ...Workspaced,
  title: z.string().min(1).max(256),
  content: z.string().min(1).meta({ description: 'Markdown or plain text, up to 1 MB' }),
  document_type: DocumentType.default('prd'),
  related_recommendation_id: z.string().optional(),
  related_insight_ids: z.array(z.string()).optional(),
});

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
];
