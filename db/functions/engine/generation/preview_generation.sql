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
set search_path = pg_catalog, pg_temp
set work_mem = '64MB'
as $$
#variable_conflict use_column
declare
    v_ids bigint[] := sched_engine.schedulable_resources(p_resource_ids);
begin
    perform sched_engine.check_period(p_from, p_to);
    if p_regenerate then
        -- Machines that are no longer scheduled lose the rows they should not have.
        v_ids := array(
            select unnest(v_ids)
            union
            select g.resource_id from sched.generated_dates as g
            where g.dates && daterange(p_from, p_to, '[]') and (p_resource_ids is null or g.resource_id = any(p_resource_ids))
            order by 1
        );
    end if;

    return query
    with changes as (
        select d.change
        from sched_engine.planning_steps(
            v_ids, datemultirange(daterange(p_from, p_to, '[]')), p_apply_holidays, p_regenerate and p_rewrite_past,
            sched_engine.current_instant()
        ) as s
        cross join lateral sched_engine.schedule_comparison(
            s.resource_ids, s.first_date, s.last_date, s.apply_holidays, s.continued_at, s.anew
        ) as d
        where (p_regenerate or s.is_missing) and d.is_told
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
    group by d.resource_id, d.schedule_date;
end
$$;

comment on function sched_engine.preview_generation(bigint[], date, date, boolean, boolean, boolean) is
    'What sched_engine.generate with the same arguments would add, change and remove, per resource and business date.
Writes nothing.';
