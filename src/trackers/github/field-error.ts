/** Fields of a GraphQL answer that GitHub refused. */

/** One field that GitHub refused; the others of its answer stand. */
export type FieldError = {
  type?: string;
  message?: string;
  path?: (string | number)[];
  extensions?: { code?: string };
};

/** Fields that were refused and without which the answer is worth nothing, as the SDK throws them. */
export class FieldsRefused extends Error {
  override readonly name = 'GraphqlResponseError';
  readonly headers = {};
  readonly data = null;
  readonly errors: FieldError[];

  constructor(errors: FieldError[]) {
    super(errors[0]?.message);
    this.errors = errors;
  }
}

/** Whether anything of an answer stands. */
export function hasContent(data: unknown): boolean {
  return typeof data === 'object' && data !== null && Object.values(data).some((value) => value !== null);
}
