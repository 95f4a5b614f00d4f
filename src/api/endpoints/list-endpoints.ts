/** Every endpoint of the REST API, in the order of its page. */
import type { Catalog } from '../../catalog/load-tools.ts';
import type { Endpoint } from '../endpoint.ts';
import { documentChangeEndpoints } from './document-changes.ts';
import { documentEndpoints } from './documents.ts';
import { eventEndpoints } from './events.ts';
import { executionEndpoints } from './execution.ts';
import { factoryEndpoints } from './factory.ts';
import { pendingActionEndpoints } from './pending-actions.ts';
import { pushTicketsEndpoints } from './push-tickets.ts';
import { pushEndpoints } from './pushes.ts';
import { ticketWorkEndpoints } from './ticket-work.ts';
import { ticketEndpoints } from './tickets.ts';
import { toolEndpoints } from './tools.ts';
import { webhookEndpoints } from './webhooks.ts';
import { workEndpoints } from './work.ts';
import { workflowEndpoints } from './workflows.ts';
import { workspaceEndpoints } from './workspaces.ts';

export function listEndpoints(catalog: Pick<Catalog, 'tools'>): Endpoint[] {
  return [
    ...documentEndpoints,
    ...documentChangeEndpoints,
    ...executionEndpoints,
    ...pushTicketsEndpoints,
    ...pushEndpoints,
    ...ticketEndpoints,
    ...ticketWorkEndpoints,
    ...eventEndpoints,
    ...workEndpoints,
    ...workflowEndpoints,
    ...factoryEndpoints,
    ...pendingActionEndpoints,
    ...workspaceEndpoints,
    ...webhookEndpoints,
    ...toolEndpoints(catalog),
  ];
}
