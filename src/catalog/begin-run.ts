/** Begins the workflow of a ticket in the turn that made it, as an incident asks for (S2-49). */
import { isDocketError } from '../domain/errors.ts';
import type { PmTemplate } from '../domain/pm-template.ts';
import type { NamedMember } from '../domain/preferences.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { RunView } from '../domain/workflow-view.ts';
import type { ToolContext } from './define-tool.ts';

/** Null where it cannot begin: the ticket is there all the same, and its card has the button that begins it. */
export async function beginRun(
  { view, template }: { view: TicketView; template: PmTemplate },
  errorMessage: string | undefined,
  { services, caller }: ToolContext,
): Promise<RunView | null> {
  if (template.run === null) return null;
  const inputs: Record<string, string> = errorMessage ? { error_message: errorMessage } : {};
  try {
    return await services.workflows.start(caller, { name: template.run, ticketId: view.ticket.id, inputs });
  } catch (error) {
    if (isDocketError(error)) return null;
    throw error;
  }
}

/** Who is notified of a ticket of this template; null for what alerts nobody, and where nobody is on call. */
export async function findOnCall(
  template: PmTemplate | null,
  { services, caller }: ToolContext,
): Promise<NamedMember | null> {
  if (!template?.alert_all) return null;
  return (await services.preferences.read(caller)).values.onCall ?? null;
}
