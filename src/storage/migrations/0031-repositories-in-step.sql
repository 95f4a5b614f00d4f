-- What a ticket and its file in an attached repository last agreed on, so that it is known which of them has changed since.

create table repo_bases (
  ticket_id text primary key references tickets,
  workspace_id text not null references workspaces,
  fields json not null,
  -- The last event that the file's log has been told of; null before the first.
  told_through text,
  -- How many entries the logs held then: a newer one tells who has changed the file since.
  log_entries int not null
);
create index repo_bases_of_workspace on repo_bases (workspace_id);
