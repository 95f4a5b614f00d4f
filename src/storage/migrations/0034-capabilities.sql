-- Ideas, products and capabilities, with documents, dependencies and gate decisions; tickets of stages; events about capabilities.

create table products (
  id text primary key,
  workspace_id text not null references workspaces,
  name text not null,
  prefix text not null,
  config jsonb not null,
  version int not null,
  created_at timestamptz not null,
  unique (workspace_id, prefix),
  unique (workspace_id, name)
);

create table pipelines (
  workspace_id text not null references workspaces,
  digest text not null,
  pipeline jsonb not null,
  primary key (workspace_id, digest)
);

create table ideas (
  id text primary key,
  workspace_id text not null references workspaces,
  key text not null,
  title text not null,
  description text not null,
  product_id text not null references products,
  status text not null,
  submitted_by jsonb not null,
  ticket_id text not null references tickets,
  thread_id text,
  version int not null,
  created_at timestamptz not null,
  unique (workspace_id, key)
);

create table capabilities (
  id text primary key,
  workspace_id text not null references workspaces,
  key text not null,
  product_id text not null references products,
  idea_id text references ideas,
  lane text not null,
  title text not null,
  description text not null,
  stage text not null,
  status text not null,
  visits jsonb not null,
  owner text,
  owner_name text,
  channel text not null,
  thread_id text,
  ticket_id text not null references tickets,
  cogs jsonb,
  introduces_tech boolean not null,
  answers jsonb not null,
  signals jsonb not null,
  pipeline text not null,
  context text,
  version int not null,
  begun_at timestamptz not null,
  entered_stage_at timestamptz not null,
  created_at timestamptz not null,
  shipped_at timestamptz,
  unique (workspace_id, key)
);
create index capabilities_open on capabilities (workspace_id, created_at, id) where status not in ('shipped', 'cancelled');
create index capabilities_of_idea on capabilities (idea_id) where idea_id is not null;

create table capability_documents (
  capability_id text not null references capabilities,
  workspace_id text not null references workspaces,
  kind text not null,
  version int not null,
  path text not null,
  url text,
  text text not null,
  created_by jsonb not null,
  created_at timestamptz not null,
  approved_by text,
  approved_at timestamptz,
  primary key (capability_id, kind, version)
);

create table capability_dependencies (
  workspace_id text not null references workspaces,
  capability_id text not null references capabilities,
  depends_on_id text not null references capabilities,
  waived_by text,
  waived_reason text,
  waived_at timestamptz,
  primary key (capability_id, depends_on_id)
);
create index capability_dependents on capability_dependencies (depends_on_id);

create table gate_decisions (
  id text primary key,
  workspace_id text not null references workspaces,
  capability_id text not null references capabilities,
  gate text not null,
  visit int not null,
  role text not null,
  decision text not null,
  by text not null,
  by_name text not null,
  at timestamptz not null,
  doc_version int,
  reason text,
  finding text,
  cogs_snapshot jsonb not null,
  ticket_id text references tickets
);
-- One word of each person on each visit: nobody signs off twice.
create unique index gate_decisions_once on gate_decisions (capability_id, gate, visit, by);

alter table tickets add column stage jsonb;
alter table tickets add column capability_id text generated always as (stage ->> 'capabilityId') stored;
-- However often a stage is entered or a trigger comes, each of its tickets is made once.
create unique index tickets_of_stage_once on tickets ((stage ->> 'capabilityId'), (stage ->> 'key')) where stage is not null;
create index tickets_of_capability on tickets (workspace_id, capability_id) where capability_id is not null;

alter table events add column capability_id text;
create index events_of_capability on events (workspace_id, capability_id, seq) where capability_id is not null;
