/** Who acts: people, agents and the system itself, their roles, and what only a person may do. */
import * as z from 'zod';
import type { Deed } from './change.ts';
import { DocketError } from './errors.ts';
import { Id } from './ids.ts';
import type { ModelWish } from './model-choice.ts';

export const PrincipalKind = z.enum(['user', 'agent', 'system']);

/** The actor recorded on every write: `id` is the member's id for a user, `agent:<name>` or `system:<name>` else. */
export const Principal = z.object({ kind: PrincipalKind, id: z.string().min(1), name: z.string().min(1) });
export type Principal = z.infer<typeof Principal>;

export const Role = z.enum([
  'owner',
  'admin',
  'member',
  'viewer',
  'product_leader',
  'architecture_leader',
  'compliance',
  'release_manager',
  'pm',
  'engineer',
  'cost_reviewer',
  'tech_lead',
]);
export type Role = z.infer<typeof Role>;

export const ChatIdentity = z.object({ surface: z.string(), externalId: z.string() });
export type ChatIdentity = z.infer<typeof ChatIdentity>;

export const Member = z.object({
  id: Id,
  workspaceId: Id,
  name: z.string().min(1).max(80),
  roles: z.array(Role).min(1),
  identities: z.array(ChatIdentity),
  createdAt: z.iso.datetime(),
});
export type Member = z.infer<typeof Member>;

export const Workspace = z.object({
  id: Id,
  name: z.string().min(1).max(80),
  timeZone: z.string(),
  settings: z.record(z.string(), z.unknown()),
  createdAt: z.iso.datetime(),
});
export type Workspace = z.infer<typeof Workspace>;

/** A team of a chat service, such as a workspace of Slack, and the workspace it works in. */
export const ChatTeam = z.object({
  surface: z.string(),
  /** The service's id of it. */
  team: z.string(),
  name: z.string(),
  workspaceId: Id,
  linkedAt: z.iso.datetime(),
});
export type ChatTeam = z.infer<typeof ChatTeam>;

/**
 * How a call came in. Only `click`, `command`, `cli` and `api` carry a person's own decision; `model`, `workflow`
 * and `mcp` never do, whoever asked them.
 */
export const Via = z.enum(['model', 'workflow', 'mcp', 'click', 'command', 'cli', 'api', 'system']);
export type Via = z.infer<typeof Via>;

export type Caller = {
  principal: Principal;
  roles: readonly Role[];
  workspaceId: Id;
  via: Via;
  threadId: Id | null;
  /** The agent run and tool call this belongs to; a repeated pair returns the recorded result instead of acting again. */
  runId?: string;
  callId?: string;
  /** What a program asks a person for under one name can be approved together (S0-66). */
  batchId?: string;
  /** What was asked of the model itself, for this message or in this thread. */
  modelWish?: ModelWish;
  /** Set where what is written can be taken back by the person it is done for. */
  deed?: Deed;
  /** What this call changes first of that ticket is refused unless the ticket is at this version (S4-32). */
  expects?: { ticketId: Id; version: number };
};

const decisive: ReadonlySet<Via> = new Set(['click', 'command', 'cli', 'api']);

/** True only for a person deciding in person: never for a model or a workflow acting on their behalf. */
export function isPersonDeciding(caller: Caller): boolean {
  return caller.principal.kind === 'user' && decisive.has(caller.via);
}

/** Throws HUMAN_APPROVAL_REQUIRED unless a person decides in person (S0-32, U-71). */
export function requirePerson(caller: Caller, deed: string): void {
  if (isPersonDeciding(caller)) return;
  throw new DocketError('HUMAN_APPROVAL_REQUIRED', {
    message: `Only a person can ${deed}. Nothing was changed.`,
    remedy: 'Press the button on the review card, or type the /docket command yourself.',
  });
}

const writers: ReadonlySet<Role> = new Set(Role.options.filter((role) => role !== 'viewer'));

/** Comes in from outside with the roles of a member; the house's own agents and the system act without any. */
function isBoundByRoles({ principal, via }: Caller): boolean {
  return principal.kind === 'user' || via === 'api' || via === 'mcp';
}

/** Throws FORBIDDEN for someone who may only read. */
export function requireWriter(caller: Caller): void {
  if (!isBoundByRoles(caller) || caller.roles.some((role) => writers.has(role))) return;
  throw new DocketError('FORBIDDEN', {
    message: `${caller.principal.name} may read this workspace but not change it. Nothing was changed.`,
    remedy: 'Ask an owner or admin of the workspace for the role "member".',
  });
}
