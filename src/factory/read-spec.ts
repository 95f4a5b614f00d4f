/** Reads the YAML of a capability, or says with every fault why it cannot be used (S1-12). */
import { parseDocument } from 'yaml';
import { CapabilitySpec } from '../domain/capability-spec.ts';
import { DocketError } from '../domain/errors.ts';

/** Throws INVALID_INPUT {faults}. */
export function readCapabilitySpec(text: string): CapabilitySpec {
  const document = parseDocument(text, { uniqueKeys: true });
  const [broken] = document.errors;
  if (broken) throw refuse([`it is no YAML: ${broken.message.split('\n')[0]!.replace(/:$/, '')}`]);
  const read = CapabilitySpec.safeParse(toData(document) ?? {});
  if (read.success) return read.data;
  throw refuse(
    read.error.issues.map(({ path, message }) =>
      path.length > 0 ? `${path.join('.')}: ${message}` : message,
    ),
  );
}

function toData(document: ReturnType<typeof parseDocument>): unknown {
  try {
    // Aliases could make a small text enormous.
    return document.toJS({ maxAliasCount: 20 });
  } catch {
    throw refuse(['it refers to itself too often']);
  }
}

function refuse(faults: readonly string[]): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: `The capability YAML cannot be used: ${faults.join('; ')}. Nothing was changed.`,
    remedy:
      'It holds lists of entities, apis, flows, screens and skills, acceptance_criteria, and estimated_cogs with amount, currency and period.',
    details: { faults: [...faults] },
  });
}
