/** Answers in Linear's words: the errors it gives and the headers it sends. */
import { GraphQLError } from 'graphql';
import { type Answer, json } from '../answer.ts';

type Extensions = { type: string; code: string; statusCode: number; userPresentableMessage: string };

function vendorError(message: string, extensions: Extensions): GraphQLError {
  return new GraphQLError(message, { extensions: { ...extensions, userError: true } });
}

export function inputError(message: string, userPresentableMessage: string): GraphQLError {
  return vendorError(message, {
    type: 'invalid input',
    code: 'INPUT_ERROR',
    statusCode: 400,
    userPresentableMessage,
  });
}

export function notFound(entity: string): GraphQLError {
  return inputError(`Entity not found: ${entity}`, `Could not find referenced ${entity}.`);
}

/** Linear does not take a used id again; it does not return the first entity either (seen live, 2026-08). */
export function conflict(entity: string, id: string): GraphQLError {
  return inputError(`conflict on insert of ${entity}`, `Entity ${entity} with id ${id} already exists.`);
}

export function invalidArgument(property: string, why: string): GraphQLError {
  return inputError('Argument Validation Error', `${property} ${why}.`);
}

export function notImplemented(what: string): GraphQLError {
  return new GraphQLError(`${what} is not implemented in the sandbox`, {
    extensions: {
      type: 'internal error',
      code: 'SANDBOX_NOT_IMPLEMENTED',
      statusCode: 501,
      userError: false,
    },
  });
}

export function unauthorized(): Answer {
  return json(401, {
    errors: [
      vendorError('Authentication required, not authenticated', {
        type: 'authentication error',
        code: 'AUTHENTICATION_ERROR',
        statusCode: 401,
        userPresentableMessage: 'You need to authenticate to access this operation.',
      }),
    ],
  });
}

/** What someone without the right to do this is told. */
export function forbidden(): Answer {
  return json(403, {
    errors: [
      vendorError('Forbidden', {
        type: 'forbidden',
        code: 'FORBIDDEN',
        statusCode: 403,
        userPresentableMessage: 'You do not have permission to do this.',
      }),
    ],
  });
}

/** What is asked for is not what Linear takes. */
export function invalid(): Answer {
  const error = invalidArgument('input', 'is not taken');
  return json(200, { data: null, errors: [error] });
}

/** Linear does not use status 429, and gives the reset in milliseconds since the epoch. */
export function rateLimited(resetAt: number): Answer {
  const error = vendorError('Rate limit exceeded', {
    type: 'ratelimited',
    code: 'RATELIMITED',
    statusCode: 400,
    userPresentableMessage: 'Rate limit exceeded. Only 2500 requests are allowed per 1 hour.',
  });
  return json(
    400,
    { errors: [error] },
    {
      'x-ratelimit-requests-limit': '2500',
      'x-ratelimit-requests-remaining': '0',
      'x-ratelimit-requests-reset': String(resetAt),
    },
  );
}

/** A document or variables that the schema refuses. */
export function refusedByTheSchema(errors: readonly GraphQLError[]): Answer {
  return json(400, {
    errors: errors.map((error) => ({
      ...error.toJSON(),
      extensions: {
        type: 'graphql error',
        code: 'GRAPHQL_VALIDATION_FAILED',
        statusCode: 400,
        userError: true,
      },
    })),
  });
}

export function tooComplex(): Answer {
  return json(400, { errors: [inputError('Query too complex', 'Ask for less in one request.')] });
}
