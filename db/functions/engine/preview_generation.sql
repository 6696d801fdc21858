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
as $$
begin
    perform sched_engine.check_period(p_from, p_to);
    return query
    select
        coalesce((d.planned).resource_id, (d.stored).resource_id),
        coalesce((d.planned).schedule_date, (d.stored).schedule_date),
        count(*) filter (where (d.stored).resource_id is null),
        count(*) filter (where (d.stored).resource_id is not null and (d.planned).resource_id is not null),
        count(*) filter (where (d.planned).resource_id is null)
    from sched_engine.schedule_difference(
        sched_engine.schedulable_resources(p_resource_ids), p_from, p_to, p_apply_holidays
    ) as d
    left join sched.generated_dates as g
        on g.resource_id = coalesce((d.planned).resource_id, (d.stored).resource_id)
        and g.dates @> coalesce((d.planned).schedule_date, (d.stored).schedule_date)
    where p_regenerate or g.resource_id is null
    group by 1, 2;
end
$$;

comment on function sched_engine.preview_generation(bigint[], date, date, boolean, boolean) is
    'What sched_engine.generate with the same arguments would add, change and remove, per resource and business date.
Writes nothing.';
