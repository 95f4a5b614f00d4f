-- What happened, the place of each reader in it, and what may be forgotten.

create table events (
  -- Given under a lock that is held until commit, so that the order of numbers is the order of commits.
  seq bigint generated always as identity primary key,
  id text not null unique,
  type text not null,
  workspace_id text not null references workspaces,
  ticket_id text,
  document_id text,
  board_id text,
  push_id text,
  run_id text,
  actor jsonb not null,
  occurred_at timestamptz not null,
  version int,
  causation_id text,
  payload json not null
);
create index events_of_ticket on events (ticket_id, seq) where ticket_id is not null;

create table event_cursors (
  consumer text primary key,
  seq bigint not null
);

create table memo (
  namespace text not null,
  key text not null,
  value text not null,
  -- Milliseconds since 1970, as Keyv counts them; null is kept until it is deleted.
  expires bigint,
  primary key (namespace, key)
);
create index memo_expired on memo (expires) where expires is not null;

create table claims (
  key text primary key,
  expires_at timestamptz not null
);
create index claims_expired on claims (expires_at);
