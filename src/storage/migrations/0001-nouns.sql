-- The nouns of Docket. Ids are UUIDv7 as text, so that a malformed id is merely not found; `json` columns are given
-- back as they were written, `jsonb` ones are looked into.

create table workspaces (
  id text primary key,
  name text not null,
  time_zone text not null,
  settings jsonb not null,
  created_at timestamptz not null
);

create table members (
  id text primary key,
  workspace_id text not null references workspaces,
  name text not null,
  roles text[] not null,
  identities jsonb not null,
  created_at timestamptz not null
);
create index members_of_workspace on members (workspace_id, lower(name));
create index members_by_identity on members using gin (identities jsonb_path_ops);

create table documents (
  id text primary key,
  workspace_id text not null references workspaces,
  title text not null,
  type text not null,
  status text not null,
  version int not null,
  source jsonb not null,
  recommendation_id text,
  insight_ids text[] not null,
  created_by jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz
);
create index documents_of_workspace on documents (workspace_id, created_at desc, id desc) where deleted_at is null;

create table document_versions (
  document_id text not null references documents,
  version int not null,
  content text not null,
  content_hash text not null,
  created_by jsonb not null,
  created_at timestamptz not null,
  primary key (document_id, version)
);

create table blocks (
  id text not null,
  workspace_id text not null references workspaces,
  document_id text not null references documents,
  version int not null,
  type text not null,
  title text,
  content text not null,
  content_hash text not null,
  lines int[] not null,
  heading_path text[] not null,
  "order" int not null,
  edited boolean not null,
  primary key (id, version)
);
create index blocks_of_version on blocks (document_id, version, "order");

create table tickets (
  id text primary key,
  workspace_id text not null references workspaces,
  key text not null,
  type text not null,
  title text not null,
  description text not null,
  criteria jsonb not null,
  labels text[] not null,
  priority smallint not null,
  effort text,
  parent_id text,
  review jsonb not null,
  work jsonb not null,
  planning jsonb not null,
  origin jsonb not null,
  version int not null,
  created_by jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  archived_at timestamptz,
  deleted_at timestamptz,
  review_status text generated always as (review ->> 'status') stored,
  work_status text generated always as (work ->> 'status') stored,
  document_id text generated always as (origin ->> 'documentId') stored,
  unique (workspace_id, key)
);
create index tickets_by_prefix on tickets (workspace_id, id text_pattern_ops);
create index tickets_in_order on tickets (workspace_id, created_at, id) where deleted_at is null;
create index tickets_of_document on tickets (workspace_id, document_id);
create index tickets_of_parent on tickets (workspace_id, parent_id) where parent_id is not null;
create index tickets_by_review on tickets (workspace_id, review_status) where deleted_at is null;
create index tickets_by_work on tickets (workspace_id, work_status) where deleted_at is null;

create table key_counters (
  workspace_id text not null references workspaces,
  prefix text not null,
  year int not null,
  last int not null,
  primary key (workspace_id, prefix, year)
);

create table traces (
  id text primary key,
  workspace_id text not null references workspaces,
  block_id text not null,
  ticket_id text not null references tickets,
  document_id text not null references documents,
  document_version int not null,
  content_hash text not null,
  lines int[] not null,
  created_at timestamptz not null
);
create index traces_of_ticket on traces (ticket_id);
create index traces_of_document on traces (document_id);

create table ticket_links (
  id text primary key,
  workspace_id text not null references workspaces,
  type text not null,
  source_id text not null references tickets,
  target_id text not null references tickets,
  declared_on text not null,
  created_by text not null,
  created_at timestamptz not null,
  unique (type, source_id, target_id)
);
create index ticket_links_of_target on ticket_links (target_id);
create index ticket_links_of_type on ticket_links (workspace_id, type);
-- A relatesTo pair has no direction, so it is one pair whichever end comes first.
create unique index ticket_links_related on ticket_links (least(source_id, target_id), greatest(source_id, target_id))
  where type = 'relatesTo';

create table external_refs (
  ticket_id text not null references tickets,
  workspace_id text not null references workspaces,
  tracker text not null,
  destination text not null,
  external_id text not null,
  external_key text not null,
  url text not null,
  raw_status text,
  sandbox boolean not null,
  synced_at timestamptz,
  created_at timestamptz not null,
  primary key (ticket_id, tracker)
);
create index external_refs_by_key on external_refs (workspace_id, external_key);

create table boards (
  id text primary key,
  workspace_id text not null references workspaces,
  thread_id text,
  document_id text,
  title text not null,
  ticket_ids text[] not null,
  page int not null,
  destination jsonb,
  push_requested boolean not null,
  push_id text,
  rev int not null,
  shown jsonb not null,
  created_at timestamptz not null
);
create index boards_of_thread on boards (workspace_id, thread_id, created_at desc, id desc);
create index boards_showing on boards using gin (ticket_ids);

create table approvals (
  id text primary key,
  workspace_id text not null references workspaces,
  ticket_id text not null references tickets,
  content_hash text not null,
  destination text not null,
  approved_by text not null,
  approved_by_name text not null,
  approved_at timestamptz not null,
  used_at timestamptz,
  push_id text,
  voided_at timestamptz
);
create index approvals_of_ticket on approvals (ticket_id, approved_at desc, id desc);

create table pushes (
  id text primary key,
  workspace_id text not null references workspaces,
  thread_id text,
  board_id text,
  destination jsonb not null,
  requested_by text not null,
  requested_by_name text not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  cancelled_at timestamptz
);
create index pushes_unfinished on pushes (created_at, id) where finished_at is null;

create table intents (
  id text primary key,
  push_id text not null references pushes,
  workspace_id text not null references workspaces,
  ticket_id text not null references tickets,
  destination text not null,
  marker text not null,
  uuid text not null,
  content_hash text not null,
  payload json not null,
  waits_for text,
  "order" int not null,
  state text not null,
  epoch int not null,
  owner text,
  attempts int not null,
  sent_at timestamptz,
  not_before timestamptz,
  reason text,
  adopted boolean not null,
  updated_at timestamptz not null
);
create index intents_of_push on intents (push_id, "order");
create index intents_of_ticket on intents (ticket_id, updated_at desc);
create index intents_sending on intents (sent_at) where state = 'sending';
-- Two pushes can never be sending the same ticket to the same place.
create unique index intents_one_open on intents (ticket_id, destination) where state in ('planned', 'sending', 'unknown');

create table threads (
  id text primary key,
  workspace_id text not null references workspaces,
  surface text not null,
  external text not null,
  focus jsonb not null,
  created_at timestamptz not null,
  unique (workspace_id, surface, external)
);

create table inbox (
  id text primary key,
  workspace_id text not null references workspaces,
  thread_id text not null references threads,
  surface text not null,
  event_id text not null,
  event json not null,
  done_at timestamptz,
  unique (surface, event_id)
);

create table living_cards (
  thread_id text not null references threads,
  workspace_id text not null references workspaces,
  key text not null,
  tool text not null,
  input json not null,
  subjects text[] not null,
  message text not null,
  hash text not null,
  primary key (thread_id, key)
);
create index living_cards_showing on living_cards using gin (subjects);

create table tool_calls (
  run_id text not null,
  call_id text not null,
  output json not null,
  primary key (run_id, call_id)
);

create table pending_actions (
  id text primary key,
  workspace_id text not null references workspaces,
  thread_id text,
  tool text not null,
  input json not null,
  preview text not null,
  status text not null,
  requested_by text not null,
  resolved_by text,
  created_at timestamptz not null,
  resolved_at timestamptz
);
create index pending_actions_of_workspace on pending_actions (workspace_id, status, created_at);
