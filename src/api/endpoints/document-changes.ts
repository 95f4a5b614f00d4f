/** What becomes of a document over REST (S0-6): another title, status or text, and its end. */
import * as z from 'zod';
import { onlySaid } from '../../catalog/named-words.ts';
import { DocumentStatus, DocumentType } from '../../domain/document.ts';
import { type Asked, ById, defineEndpoint, type Endpoint, Workspaced } from '../endpoint.ts';
import { Anything, WireDocument } from '../wire-shapes.ts';
import { answerDocument, findDocument } from './wire-document.ts';

const tag = 'documents';

const Change = z.object({
  ...Workspaced,
  title: z.string().min(1).max(256).optional(),
  document_type: DocumentType.optional(),
  status: DocumentStatus.optional().meta({ description: 'Only a person calls one approved or published' }),
  content: z.string().min(1).optional().meta({ description: 'The whole new text, as its next version' }),
  related_recommendation_id: z.string().min(1).optional(),
  related_insight_ids: z.array(z.string()).min(1).optional(),
});
type Change = z.infer<typeof Change>;

export const documentChangeEndpoints: Endpoint[] = [
  defineEndpoint({
    method: 'patch',
    path: '/api/documents/{id}',
    name: 'editDocument',
    summary: 'Give a document another title, type, status, text or source; a new text is its next version',
    tag,
    params: ById,
    body: Change,
    answers: { 200: WireDocument },
    run: (asked) => change(asked),
  }),
  defineEndpoint({
    method: 'delete',
    path: '/api/documents/{id}',
    name: 'discardDocument',
    summary: 'Discard a document; its tickets stay',
    tag,
    params: ById,
    answers: { 204: 'Discarded', 202: Anything },
    async run(asked) {
      await findDocument(asked);
      const done = (await asked.call('discard_document', { document: asked.params.id })) as object;
      return 'asked_a_person' in done ? { status: 202, body: done } : { status: 204 };
    },
  }),
];

async function change(asked: Asked<{ id: string }, unknown, Change>) {
  const { body, call, params } = asked;
  await findDocument(asked);
  const { title, document_type, status, content } = body;
  const { related_recommendation_id: recommendation, related_insight_ids: insights } = body;
  const document = params.id;
  if (content !== undefined) await call('ingest_document', { text: content, replaces: document });
  if (recommendation !== undefined || insights !== undefined)
    await call('link_insights', { document, ...onlySaid({ recommendation, insights }) });
  const facts = onlySaid({ title, document_type, status });
  if (Object.keys(facts).length > 0) await call('describe_document', { document, ...facts });
  return answerDocument(await asked.house.services.documents.get(asked.caller, document));
}
