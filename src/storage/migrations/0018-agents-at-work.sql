-- How agents work on tickets: two more facets, what they report, who else is at it, and projects.

alter table tickets add column execution jsonb;
alter table tickets add column coordination jsonb;
alter table tickets add column assignee_id text generated always as (work ->> 'assigneeId') stored;
alter table tickets add column pipeline_run_id text generated always as (execution -> 'pipeline' ->> 'runId') stored;
alter table tickets add column project_id text generated always as (planning ->> 'projectId') stored;
create index tickets_of_assignee on tickets (workspace_id, assignee_id) where assignee_id is not null;
create index tickets_of_pipeline on tickets (workspace_id, pipeline_run_id) where pipeline_run_id is not null;
create index tickets_of_project on tickets (workspace_id, project_id) where project_id is not null;

create table agent_updates (
  id text primary key,
  workspace_id text not null references workspaces,
  ticket_id text not null references tickets,
  agent text not null,
  result text not null,
  details text not null,
  error text,
  run_id text,
  step_id text,
  created_at timestamptz not null
);
create index agent_updates_of_ticket on agent_updates (ticket_id, id);

create table collaborators (
  ticket_id text not null references tickets,
  workspace_id text not null references workspaces,
  principal_id text not null,
  type text not null,
  role text not null,
  joined_at timestamptz not null,
  primary key (ticket_id, principal_id)
);

create table projects (
  id text primary key,
  workspace_id text not null references workspaces,
  name text not null,
  description text not null,
  color text,
  status text not null,
  created_at timestamptz not null
);
create unique index projects_by_name on projects (workspace_id, lower(name));
