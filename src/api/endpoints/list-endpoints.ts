/** Every endpoint of the REST API, in the order of its page. */
import type { Catalog } from '../../catalog/load-tools.ts';
import type { Endpoint } from '../endpoint.ts';
import { documentEndpoints } from './documents.ts';
import { executionEndpoints } from './execution.ts';
import { pendingActionEndpoints } from './pending-actions.ts';
import { pushEndpoints } from './pushes.ts';
import { ticketEndpoints } from './tickets.ts';
import { toolEndpoints } from './tools.ts';
import { workEndpoints } from './work.ts';
import { workflowEndpoints } from './workflows.ts';
import { workspaceEndpoints } from './workspaces.ts';

export function listEndpoints(catalog: Pick<Catalog, 'tools'>): Endpoint[] {
  return [
    ...documentEndpoints,
    ...executionEndpoints,
    ...pushEndpoints,
    ...ticketEndpoints,
    ...workEndpoints,
    ...workflowEndpoints,
    ...pendingActionEndpoints,
    ...workspaceEndpoints,
    ...toolEndpoints(catalog),
  ];
}
