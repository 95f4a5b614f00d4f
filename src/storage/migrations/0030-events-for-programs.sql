-- Programs follow the events of one workspace, and addresses are told of them.

create table outgoing_webhooks (
  id text primary key,
  workspace_id text not null references workspaces,
  url text not null,
  -- Empty: every type.
  event_types text[] not null,
  -- Encrypted; the key is the installation's.
  sealed_secret text not null,
  created_by jsonb not null,
  created_at timestamptz not null,
  -- The last event that was delivered, or given up; null before the first of the workspace.
  delivered_through text,
  failures int not null,
  next_at timestamptz not null,
  paused_at timestamptz,
  last_delivery json
);
create index outgoing_webhooks_of_workspace on outgoing_webhooks (workspace_id, created_at);
create index outgoing_webhooks_due on outgoing_webhooks (next_at) where paused_at is null;

create index events_in_order on events (workspace_id, seq);

-- How much of its minute each token has used, over all instances.
create table request_budgets (
  key text primary key,
  minute bigint not null,
  spent int not null
);
