create or replace function sched_engine.calendar_holidays(p_calendar_ids bigint[], p_from date, p_to date)
returns table (holiday_date date, holiday_id bigint, start_time time, end_time time)
language plpgsql
stable
parallel safe
rows 15
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    -- Recurring entries count from 1970-01-01.
    with dated as (
        select
            h.*,
            c.priority,
            h.holiday_date::date as day
        from unnest(p_calendar_ids) with ordinality as c (calendar_id, priority)
        inner join sched.holidays as h on h.calendar_id = c.calendar_id and h.holiday_date between p_from and p_to
        union all
        select
            h.*,
            c.priority,
            o.moment::date
        from unnest(p_calendar_ids) with ordinality as c (calendar_id, priority)
        inner join sched.holidays as h on h.calendar_id = c.calendar_id and h.holiday_date is null
        cross join lateral sched_engine.rrule_occurrences(
            h.recurrence_rule, timestamp '1970-01-01', p_from::timestamp, (p_to + 1)::timestamp
        ) as o (moment)
    ),

    entries as (
        select
            d.*,
            rank() over (partition by d.day order by d.priority, d.source desc) as standing
        from dated as d
    )

    select
        e.day,
        e.id,
        e.start_time,
        e.end_time
    from entries as e
    where e.standing = 1 and e.affects_scheduling;
end
$$;

comment on function sched_engine.calendar_holidays(bigint[], date, date) is
    'Entries that stop work on the business dates p_from to p_to, for calendars in order of priority. On each date
the first calendar with an entry decides, and in it manual entries outweigh imported ones. Null times: the whole date.';
