create or replace function sched_engine.preview_generation(
    p_resource_ids bigint[],
    p_from date,
    p_to date,
    p_regenerate boolean default false,
    p_apply_holidays boolean default true
)
returns table (resource_id bigint, schedule_date date, inserted bigint, updated bigint, deleted bigint)
language plpgsql
stable
set search_path = ''
set work_mem = '64MB'
as $$
begin
    perform sched_engine.check_period(p_from, p_to);
    return query
    select
        c.resource_id,
        c.schedule_date,
        count(*) filter (where ((c.change).stored).resource_id is null),
        count(*) filter (where ((c.change).stored).resource_id is not null and ((c.change).planned).resource_id is not null),
        count(*) filter (where ((c.change).planned).resource_id is null)
    from (
        select
            d.change,
            coalesce(((d.change).stored).resource_id, ((d.change).planned).resource_id) as resource_id,
            coalesce(((d.change).stored).schedule_date, ((d.change).planned).schedule_date) as schedule_date
        from sched_engine.schedule_comparison(
            sched_engine.schedulable_resources(p_resource_ids), p_from, p_to, p_apply_holidays
        ) as d
        where d.is_different
    ) as c
    left join sched.generated_dates as g on g.resource_id = c.resource_id and g.dates @> c.schedule_date
    where p_regenerate or g.resource_id is null
    group by c.resource_id, c.schedule_date;
end
$$;

comment on function sched_engine.preview_generation(bigint[], date, date, boolean, boolean) is
    'What sched_engine.generate with the same arguments would add, change and remove, per resource and business date.
Writes nothing.';
