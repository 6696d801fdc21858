create or replace function sched_engine.preview_generation(
    p_resource_ids bigint[],
    p_from date,
    p_to date,
    p_regenerate boolean default false,
    p_apply_holidays boolean default true,
    p_rewrite_past boolean default false
)
returns table (resource_id bigint, schedule_date date, inserted bigint, updated bigint, deleted bigint)
language plpgsql
stable
set search_path = ''
set work_mem = '64MB'
as $$
#variable_conflict use_column
declare
    v_ids constant bigint[] := sched_engine.schedulable_resources(p_resource_ids);
    v_now constant timestamptz := sched_engine.current_instant();
    v_today constant date := sched_engine.last_begun_date();
begin
    perform sched_engine.check_period(p_from, p_to);
    return query
    with changes as (
        select
            p.is_regenerated,
            d.change
        from (
            values
            (p_from, p_to, null::timestamptz, false),
            (p_from, least(p_to, v_today), case when not p_rewrite_past then v_now end, true),
            (greatest(p_from, v_today + 1), p_to, null, true)
        ) as p (first_date, last_date, kept_before, is_regenerated)
        cross join lateral sched_engine.schedule_comparison(
            v_ids, p.first_date, p.last_date, p_apply_holidays, p.kept_before
        ) as d
        where p.first_date <= p.last_date and (p_regenerate or not p.is_regenerated) and d.is_different
    ),

    dated as (
        select
            c.*,
            coalesce(((c.change).stored).resource_id, ((c.change).planned).resource_id) as resource_id,
            coalesce(((c.change).stored).schedule_date, ((c.change).planned).schedule_date) as schedule_date
        from changes as c
    )

    select
        d.resource_id,
        d.schedule_date,
        count(*) filter (where ((d.change).stored).resource_id is null),
        count(*) filter (
            where ((d.change).stored).resource_id is not null and ((d.change).planned).resource_id is not null
        ),
        count(*) filter (where ((d.change).planned).resource_id is null)
    from dated as d
    left join sched.generated_dates as g on g.resource_id = d.resource_id and g.dates @> d.schedule_date
    where d.is_regenerated = (g.resource_id is not null)
        and (g.resource_id is null or d.schedule_date > sched_engine.period_lock())
    group by d.resource_id, d.schedule_date;
end
$$;

comment on function sched_engine.preview_generation(bigint[], date, date, boolean, boolean, boolean) is
    'What sched_engine.generate with the same arguments would add, change and remove, per resource and business date.
Writes nothing.';
