/** Where the team's own agents answer the steps they were given; each answer shows the token that came with the step. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { isDocketError } from '../domain/errors.ts';
import type { Workflows } from '../ports/workflows.ts';
import { answerFault, refuse } from './answer-fault.ts';

const largestAnswer = 1024 * 1024;

export function agentRoutes(workflows: Pick<Workflows, 'answer'>): Hono {
  const routes = new Hono();
  const limit = bodyLimit({
    maxSize: largestAnswer,
    onError: (context) =>
      context.json(refuse('TOO_LARGE', 'This answer is too large.', 'Send less than 1 MB.'), 413),
  });
  routes.post('/steps', limit, async (context) => {
    const token = /^Bearer (\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
    if (!token) {
      return context.json(
        refuse('UNAUTHORIZED', 'No token was shown.', 'Answer with the token of the step.'),
        401,
      );
    }
    const said: unknown = await context.req.json().catch(() => null);
    try {
      return context.json({ status: await workflows.answer(token, said) });
    } catch (error) {
      if (!isDocketError(error)) throw error;
      const { status, body } = answerFault(error);
      return context.json(body, status);
    }
  });
  return routes;
}
