-- Which workspace a team of a chat service belongs to: each team to one, and no workspace to two teams of a service.

create table chat_teams (
  surface text not null,
  team text not null,
  name text not null,
  workspace_id text not null references workspaces,
  linked_at timestamptz not null,
  primary key (surface, team),
  unique (surface, workspace_id)
);
