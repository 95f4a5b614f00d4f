/** The refusals of writing tickets anew, as sentences for people. */
import { DocketError } from '../domain/errors.ts';

export function noModelForWish(): DocketError {
  return new DocketError('MODEL_UNAVAILABLE', {
    message: 'No model is set up here, so none can rewrite tickets to your words. Nothing was changed.',
    remedy: 'Edit the tickets yourself, or regenerate them without a wish, from the document alone.',
  });
}

/** Throws NEEDS_CONFIRMATION that names what people would lose; nothing where nobody would lose anything. */
export function confirmLosses(tickets: readonly { key: string; fields: readonly string[] }[]): void {
  const losing = tickets.filter(({ fields }) => fields.length > 0);
  if (losing.length === 0) return;
  const said = losing.map(({ key, fields }) => `${key} (${fields.join(', ')})`).join('; ');
  throw new DocketError('NEEDS_CONFIRMATION', {
    message: `Writing them anew drops what people changed: ${said}. Nothing was changed yet.`,
    remedy: 'Confirm that, or name only tickets that nobody edited.',
    details: { question: `Write anew from the document, and drop what people changed? ${said}.` },
  });
}
