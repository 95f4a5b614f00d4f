/** What is read over all capabilities at once: the dashboard and the costs, each in one query. */
import { sql } from 'kysely';
import type { CapabilityOverview } from '../../domain/capability-view.ts';
import { addMoney, type CostRow, type Money } from '../../domain/cogs.ts';
import type { Db } from '../tables.ts';

type OverviewRow = Omit<CapabilityOverview, 'estimate' | 'actual'> & {
  ownEstimate: Money | null;
  ownActual: Money | null;
  estimates: Money[];
  actuals: Money[];
};

/** Dependencies count as long as the other one is not shipped and nobody has waived it. */
export async function readOverview(db: Db, workspaceId: string): Promise<CapabilityOverview[]> {
  const { rows } = await overviewQuery(workspaceId).execute(db);
  return rows.map(({ ownEstimate, ownActual, estimates, actuals, ...row }) => ({
    ...row,
    estimate: addMoney(ownEstimate ? [ownEstimate] : estimates),
    actual: addMoney(ownActual ? [ownActual, ...actuals] : actuals),
  }));
}

function overviewQuery(workspaceId: string) {
  return sql<OverviewRow>`
    with t as materialized (
      select capability_id, count(*)::int as tickets,
        (count(*) filter (where work_status in ('open', 'in_progress', 'blocked')))::int as open,
        (count(*) filter (where work_status = 'done'))::int as done,
        (count(*) filter (where work_status = 'blocked'))::int as blocked,
        (count(*) filter (where stage ->> 'overCapacity' = 'true' and work_status = 'open'))::int as over_capacity,
        (count(*) filter (where review_status = 'push_failed'))::int as push_errors,
        array_agg(key || ': ' || coalesce(work -> 'blocker' ->> 'text', 'blocked') order by key)
          filter (where work_status = 'blocked') as blockers,
        jsonb_agg(stage -> 'cogs' -> 'estimate') filter (where jsonb_typeof(stage -> 'cogs' -> 'estimate') = 'object')
          as estimates,
        jsonb_agg(stage -> 'cogs' -> 'actual') filter (where jsonb_typeof(stage -> 'cogs' -> 'actual') = 'object')
          as actuals
      from tickets
      where workspace_id = ${workspaceId} and capability_id is not null and deleted_at is null
      group by capability_id
    )
    select c.id, c.key, c.lane, c.title, c.stage, c.status, c.owner_name as owner, c.product_id,
      p.name as product_name,
      coalesce((p.config -> 'cycle_time' ->> 'max_days')::float8, 7) as max_days,
      coalesce((p.config -> 'cycle_time' ->> 'ideal_hours')::float8, 24) as ideal_hours,
      c.begun_at, c.entered_stage_at,
      coalesce(t.tickets, 0) as tickets, coalesce(t.open, 0) as open, coalesce(t.done, 0) as done,
      coalesce(t.blocked, 0) as blocked, coalesce(t.over_capacity, 0) as over_capacity,
      coalesce(t.push_errors, 0) as push_errors, coalesce(t.blockers, '{}') as blockers,
      nullif(c.cogs -> 'estimate', 'null') as own_estimate, nullif(c.cogs -> 'actual', 'null') as own_actual,
      coalesce(t.estimates, '[]') as estimates, coalesce(t.actuals, '[]') as actuals,
      s.url as spec_url, a.url as architecture_url, s.version as spec_version, a.version as architecture_version,
      coalesce(d.waits_for, '{}') as waits_for, coalesce(g.decided, 0) as decided
    from capabilities c
    join products p on p.id = c.product_id
    left join t on t.capability_id = c.id
    left join lateral (
      select url, version from capability_documents where capability_id = c.id and kind = 'spec'
      order by version desc limit 1
    ) s on true
    left join lateral (
      select url, version from capability_documents where capability_id = c.id and kind = 'architecture'
      order by version desc limit 1
    ) a on true
    left join lateral (
      select array_agg(o.key order by o.key) as waits_for
      from capability_dependencies w join capabilities o on o.id = w.depends_on_id
      where w.capability_id = c.id and w.waived_at is null and o.status <> 'shipped'
    ) d on true
    left join lateral (
      select count(*)::int as decided from gate_decisions
      where capability_id = c.id and gate = c.stage and visit = (c.visits ->> c.stage)::int
    ) g on true
    where c.workspace_id = ${workspaceId} and c.status not in ('shipped', 'cancelled')
    order by c.created_at, c.id`;
}

/**
 * What models used counts where it was used for a ticket of the capability, in a run of its own, or in the thread that
 * belongs to this one capability. In dollars, and never estimated.
 */
export async function readCosts(db: Db, workspaceId: string, capabilityId?: string): Promise<CostRow[]> {
  const only = capabilityId ?? null;
  const { rows } = await sql<CostRow>`
    with wanted as (
      select id, key, stage, thread_id, cogs from capabilities
      where workspace_id = ${workspaceId} and (${only}::text is null or id = ${only})
    ), alone as (
      select thread_id from capabilities where workspace_id = ${workspaceId} and thread_id is not null
      group by thread_id having count(*) = 1
    )
    select c.key as capability, c.cogs ->> 'sourceStage' as stage, null as audience, null as agent, null as ticket,
      nullif(c.cogs -> 'estimate', 'null') as estimate, nullif(c.cogs -> 'actual', 'null') as actual
    from wanted c where c.cogs is not null
    union all
    select c.key, t.stage ->> 'stage', t.stage ->> 'audience',
      case when t.work ->> 'assigneeType' = 'agent' then t.assignee_id end, t.key,
      nullif(t.stage -> 'cogs' -> 'estimate', 'null'), nullif(t.stage -> 'cogs' -> 'actual', 'null')
    from tickets t join wanted c on c.id = t.capability_id
    where t.deleted_at is null and jsonb_typeof(t.stage -> 'cogs') = 'object'
    union all
    select c.key, t.stage ->> 'stage', t.stage ->> 'audience', u.person_name, t.key, null,
      jsonb_build_object('amount', sum(u.cost_micros) / 1000000.0, 'currency', 'USD', 'period', 'once')
    from model_uses u
    join workflow_runs r on r.id = split_part(u.run_id, ':', 1)
    join tickets t on t.id = r.ticket_id
    join wanted c on c.id = t.capability_id
    where u.workspace_id = ${workspaceId} and u.cost_micros is not null
    group by c.key, t.stage ->> 'stage', t.stage ->> 'audience', u.person_name, t.key
    union all
    select c.key, null, null, u.model, null, null,
      jsonb_build_object('amount', sum(u.cost_micros) / 1000000.0, 'currency', 'USD', 'period', 'once')
    from model_uses u
    join alone on alone.thread_id = u.thread_id
    join wanted c on c.thread_id = u.thread_id
    where u.workspace_id = ${workspaceId} and u.cost_micros is not null
      and not exists (
        select 1 from workflow_runs r join tickets t on t.id = r.ticket_id
        where r.id = split_part(u.run_id, ':', 1) and t.capability_id is not null
      )
    group by c.key, u.model`.execute(db);
  return rows;
}
