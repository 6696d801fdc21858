create or replace view api_v1.status as
select
    w.waiting_edits = 0 as is_current,
    w.waiting_edits,
    w.waiting_since,
    g.machines,
    g.generated_machines,
    g.first_date,
    g.last_date,
    g.generated_through,
    g.last_generated_at,
    (
        select nullif(c.config_value, 'none')::date
        from sched.system_configuration as c
        where c.config_key = 'period_lock_date' and c.is_active
    ) as period_lock_date
from (
    select
        count(*) as waiting_edits,
        min(m.marked_at) as waiting_since
    from api_v1.waiting_edits as m
) as w
cross join (
    select
        count(*) filter (where r.requires_scheduling and r.is_active) as machines,
        count(*) filter (where r.requires_scheduling and r.is_active and d.dates <> '{}') as generated_machines,
        min(lower(d.dates)) as first_date,
        max(upper(d.dates)) - 1 as last_date,
        min(upper(d.dates)) filter (where r.requires_scheduling and r.is_active) - 1 as generated_through,
        max(d.last_generated_at) filter (where d.dates <> '{}') as last_generated_at
    from sched.resources as r
    left join sched.generated_dates as d on d.resource_id = r.id
) as g;

comment on view api_v1.status is
    'The stored plan at a glance: whether it is current, and how far it reaches

The edits it waits for: waiting_edits.';
comment on column api_v1.status.is_current is 'Whether all edits made so far are in the stored plan.';
comment on column api_v1.status.waiting_edits is 'Large edits not applied yet (number).';
comment on column api_v1.status.waiting_since is 'When the oldest of them was made.';
comment on column api_v1.status.machines is 'Active resources that require scheduling (number).';
comment on column api_v1.status.generated_machines is 'Those of them with a generated plan (number).';
comment on column api_v1.status.first_date is 'First business date generated for any machine.';
comment on column api_v1.status.last_date is 'Last business date generated for any machine.';
comment on column api_v1.status.generated_through is
    'Last business date generated for every machine that has a plan.';
comment on column api_v1.status.last_generated_at is 'When dates were last generated.';
comment on column api_v1.status.period_lock_date is 'Last business date whose plan may no longer change; null: no lock.';

alter view api_v1.status owner to sched_views;
grant select on api_v1.status to sched_viewer, sched_planner, sched_admin;
