/** `/metrics` for Prometheus: what the process uses, and how long requests take. */
import { Hono, type MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export type Metrics = { measure: MiddlewareHandler; routes: Hono };

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'docket_' });
  const requests = new Histogram({
    name: 'docket_http_request_seconds',
    help: 'How long requests took, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  const routes = new Hono();
  routes.get('/metrics', async (context) =>
    context.text(await registry.metrics(), 200, { 'content-type': registry.contentType }),
  );
  return {
    routes,
    // By route and never by path: paths hold ids, and anybody can make up more of them.
    async measure(context, next) {
      const since = performance.now();
      await next();
      const labels = {
        method: context.req.method,
        route: routePath(context, -1),
        status: String(context.res.status),
      };
      requests.observe(labels, (performance.now() - since) / 1000);
    },
  };
}
