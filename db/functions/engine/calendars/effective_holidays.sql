create or replace function sched_engine.effective_holidays(p_resource_ids bigint[], p_from date, p_to date)
returns table (
    resource_id bigint,
    holiday_date date,
    holiday_id bigint,
    holiday_name text,
    start_time time,
    end_time time,
    calendar_id bigint,
    inherited_from bigint
)
language plpgsql
stable
parallel safe
rows 100
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with calendars as materialized (
        select * from sched_engine.effective_calendars(p_resource_ids)
    ),

    observed as (
        select
            k.calendar_ids,
            d.*
        from (select distinct c.calendar_ids from calendars as c) as k
        cross join lateral sched_engine.calendar_holidays(k.calendar_ids, p_from, p_to) as d
    )

    select
        c.resource_id,
        o.holiday_date,
        o.holiday_id,
        h.holiday_name::text,
        o.start_time,
        o.end_time,
        h.calendar_id,
        c.inherited_from
    from calendars as c
    inner join observed as o on o.calendar_ids = c.calendar_ids
    inner join sched.holidays as h on h.id = o.holiday_id;
end
$$;

comment on function sched_engine.effective_holidays(bigint[], date, date) is
    'Holidays that stop work of each resource on the business dates p_from to p_to. Times are local wall time of the
resource; null: the whole of each shift of that date.';
