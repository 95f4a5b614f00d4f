/** Every endpoint of the REST API, in the order of its page. */
import type { Catalog } from '../../catalog/load-tools.ts';
import type { Endpoint } from '../endpoint.ts';
import { blockEndpoints } from './blocks.ts';
import { documentChangeEndpoints } from './document-changes.ts';
import { documentEndpoints } from './documents.ts';
import { eventEndpoints } from './events.ts';
import { executionEndpoints } from './execution.ts';
import { factoryEndpoints } from './factory.ts';
import { factoryV1Endpoints } from './factory-v1.ts';
import { pendingActionEndpoints } from './pending-actions.ts';
import { pushTicketsEndpoints } from './push-tickets.ts';
import { pushEndpoints } from './pushes.ts';
import { recordEndpoints } from './records.ts';
import { ticketCourseEndpoints } from './ticket-course.ts';
import { ticketHoldEndpoints } from './ticket-holds.ts';
import { ticketRelationEndpoints } from './ticket-relations.ts';
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
    ...blockEndpoints,
    ...recordEndpoints,
    ...executionEndpoints,
    ...pushTicketsEndpoints,
    ...pushEndpoints,
    ...ticketEndpoints,
    ...ticketCourseEndpoints,
    ...ticketWorkEndpoints,
    ...ticketHoldEndpoints,
    ...ticketRelationEndpoints,
    ...eventEndpoints,
    ...workEndpoints,
    ...workflowEndpoints,
    ...factoryEndpoints,
    ...factoryV1Endpoints,
    ...pendingActionEndpoints,
    ...workspaceEndpoints,
    ...webhookEndpoints,
    ...toolEndpoints(catalog),
  ];
}
