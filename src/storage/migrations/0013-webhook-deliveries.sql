-- What trackers reported of themselves: each delivery once, also when it is sent again, and what is still to be done about it.

create table webhook_deliveries (
  source text not null,
  delivery_id text not null,
  workspace_id text not null references workspaces,
  -- Whose event it is, in the tracker's words.
  tenant text not null,
  event text not null,
  external_ids text[] not null,
  markers text[] not null,
  received_at timestamptz not null,
  -- Null until what it reports has been read.
  done_at timestamptz,
  primary key (source, delivery_id)
);
create index webhook_deliveries_open on webhook_deliveries (received_at) where done_at is null;
