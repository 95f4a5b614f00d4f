/** What commands of the same user ask of the process that has the store open. */
import { Hono } from 'hono';
import { isDocketError } from '../domain/errors.ts';
import { answerFault } from './answer-fault.ts';
import { fits } from './door-key.ts';

/** One deed of a command: what it was told, and what it prints. */
export type DoorDeed = (input: unknown) => Promise<string>;

/** 404 without the key, as for anything else that is not there. */
export function doorRoutes(key: () => string | null, deeds: Readonly<Record<string, DoorDeed>>): Hono {
  const routes = new Hono();
  routes.post('/:deed', async (context, next) => {
    const own = key();
    const deed = Object.hasOwn(deeds, context.req.param('deed'))
      ? deeds[context.req.param('deed')]
      : undefined;
    if (own === null || !deed || !fits(own, context.req.header('x-docket-key') ?? '')) return next();
    try {
      return context.json({ said: await deed(await context.req.json()) });
    } catch (error) {
      if (!isDocketError(error)) throw error;
      const { status, body } = answerFault(error);
      return context.json(body, status);
    }
  });
  return routes;
}
