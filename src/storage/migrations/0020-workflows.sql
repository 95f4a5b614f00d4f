-- Runs of workflows with their steps, and workflows that a workspace made for itself.

create table workflow_runs (
  id text primary key,
  workspace_id text not null references workspaces,
  ticket_id text references tickets,
  thread_id text references threads,
  workflow_id text not null,
  workflow_version integer not null,
  -- As it was when the run began.
  workflow jsonb not null,
  source text not null,
  inputs jsonb not null,
  status text not null,
  reason text,
  stopped_at text,
  budgets_lifted integer not null,
  -- What is still to be told to the ticket.
  reports jsonb not null,
  started_by jsonb not null,
  rev integer not null,
  lease_owner text,
  lease_until timestamptz,
  lease_epoch integer not null,
  wake_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  finished_at timestamptz
);
-- One run at a time for each ticket.
create unique index workflow_runs_one_per_ticket on workflow_runs (ticket_id) where finished_at is null;
create index workflow_runs_due on workflow_runs (wake_at) where wake_at is not null;
create index workflow_runs_of_workspace on workflow_runs (workspace_id, id);

create table workflow_steps (
  run_id text not null references workflow_runs,
  workspace_id text not null references workspaces,
  step_id text not null,
  visit integer not null,
  attempt integer not null,
  status text not null,
  result jsonb,
  error text,
  question text,
  note text,
  rework_to text,
  due_at timestamptz,
  epoch integer not null,
  awaited boolean not null,
  tokens integer not null,
  cost_micros integer not null,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (run_id, step_id, visit)
);

create table own_workflows (
  workspace_id text not null references workspaces,
  workflow_id text not null,
  version integer not null,
  text text not null,
  created_by text not null,
  created_at timestamptz not null,
  primary key (workspace_id, workflow_id, version)
);
