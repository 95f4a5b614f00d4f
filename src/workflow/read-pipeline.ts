/** Reads a pipeline from its YAML text (kind: pipeline, U-102), or refuses it with file, stage and reason. */
import { parseDocument } from 'yaml';
import { Pipeline } from '../domain/pipeline.ts';
import { type Fault, fault, refuseWorkflow } from './faults.ts';

/** Throws WORKFLOW_INVALID with every fault there is. */
export function readPipeline(file: string, text: string): Pipeline {
  const document = parseDocument(text, { uniqueKeys: true });
  const [broken] = document.errors;
  if (broken) throw refuseWorkflow(file, [fault(null, `it is no YAML: ${broken.message.split('\n')[0]!}`)]);
  const data = toData(file, document);
  const read = Pipeline.safeParse(data);
  if (read.success) return read.data;
  throw refuseWorkflow(
    file,
    read.error.issues.map(({ path, message }) => sayIssue(data, path, message)),
  );
}

function toData(file: string, document: ReturnType<typeof parseDocument>): unknown {
  try {
    // Aliases could make a small text enormous.
    return document.toJS({ maxAliasCount: 20 });
  } catch {
    throw refuseWorkflow(file, [fault(null, 'it refers to itself too often')]);
  }
}

function sayIssue(data: unknown, path: readonly PropertyKey[], message: string): Fault {
  const [list, at, ...inner] = path;
  if (list !== 'stages' || typeof at !== 'number')
    return fault(null, path.length > 0 ? `${path.join('.')}: ${message}` : message);
  const stages = (data as { stages?: { id?: unknown }[] }).stages ?? [];
  const name = typeof stages[at]?.id === 'string' ? stages[at].id : `number ${at + 1}`;
  return fault(name, `${inner.length > 0 ? `${inner.join('.')}: ` : ''}${message}`);
}
