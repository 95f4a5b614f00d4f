-- What waits for a person is asked for in batches, may be edited before it is approved, and keeps what came of it.

alter table pending_actions add column batch_id text;
update pending_actions set batch_id = id;
alter table pending_actions alter column batch_id set not null;
alter table pending_actions add column user_edits json;
alter table pending_actions add column reason text;
alter table pending_actions add column result json;
alter table pending_actions add column error text;
alter table pending_actions add column executed_at timestamptz;
update pending_actions set executed_at = resolved_at where status = 'executed';
create index pending_actions_of_batch on pending_actions (workspace_id, batch_id) where status = 'pending';

-- A workspace that was deleted is kept, and nobody finds it.
alter table workspaces add column deleted_at timestamptz;
