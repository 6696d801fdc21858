create or replace function sched_engine.explain_calendar_entries(p_resource_id bigint, p_date date)
returns table (holiday_id bigint, observed_by bigint, priority integer, standing bigint)
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with known as (
        select
            p.ancestor_id,
            p.depth,
            a.calendar_id,
            a.priority
        from sched.resources as r
        cross join unnest(r.path_ids) with ordinality as p (ancestor_id, depth)
        inner join sched.resource_calendar_assignments as a on a.resource_id = p.ancestor_id
        where r.id = p_resource_id
        union all
        select
            null,
            0,
            c.id,
            1
        from sched.holiday_calendars as c
        where c.is_default
    ),

    calendars as (
        select distinct on (k.calendar_id)
            k.*,
            k.calendar_id = any(e.calendar_ids) as is_asked
        from known as k
        cross join sched_engine.effective_calendars(array[p_resource_id]) as e
        order by k.calendar_id, k.depth desc
    )

    -- Recurring entries count from 1970-01-01, as in calendar_holidays.
    select
        h.id,
        c.ancestor_id,
        c.priority,
        case when c.is_asked then rank() over (order by c.depth desc, c.priority, h.source desc) end
    from calendars as c
    inner join sched.holidays as h on h.calendar_id = c.calendar_id
    where h.holiday_date = p_date
        or exists (
            select from sched_engine.rrule_occurrences(
                h.recurrence_rule, timestamp '1970-01-01', p_date::timestamp, (p_date + 1)::timestamp
            )
        );
end
$$;

comment on function sched_engine.explain_calendar_entries(bigint, date) is
    'Entries on a business date of all calendars on the path of a resource (observed_by), and of the default
one (observed_by is null). Those with standing 1 decide the date; standing null: its calendar does not count,
because a nearer resource has calendars of its own, or because the default one is of another country.';
