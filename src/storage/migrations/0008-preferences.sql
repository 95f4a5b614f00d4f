-- What people set in chat, for the workspace or for one channel.

create table preferences (
  workspace_id text not null references workspaces,
  scope text not null,
  preferences jsonb not null,
  primary key (workspace_id, scope)
);
