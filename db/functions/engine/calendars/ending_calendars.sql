create or replace function sched_engine.ending_calendars(p_to date)
returns table (calendar_id bigint, machines bigint, last_date date, due_date date)
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    with used as (
        select
            k.calendar_id,
            sched_engine.is_public_calendar(k.calendar_id) as is_public,
            count(*) as machines
        from sched_engine.effective_calendars(sched_engine.visible_machines()) as c
        cross join lateral unnest(c.calendar_ids) as k (calendar_id)
        group by k.calendar_id
    ),

    -- A holiday comes back a year later: that is when the next one after the last entry is due.
    ending as (
        select
            u.calendar_id,
            u.machines,
            l.last_date,
            (
                select (min(h.holiday_date) + interval '1 year')::date
                from sched.holidays as h
                where h.calendar_id = u.calendar_id and h.holiday_date > l.last_date - interval '1 year'
                    and (h.source = 'imported' or not u.is_public)
            ) as due_date
        from used as u
        cross join lateral (
            select max(h.holiday_date) as last_date
            from sched.holidays as h
            where h.calendar_id = u.calendar_id and (h.source = 'imported' or not u.is_public)
        ) as l
        where l.last_date is not null
            or not exists (select from sched.holidays as h where h.calendar_id = u.calendar_id)
    )

    select e.*
    from ending as e
    where e.last_date is null or e.due_date <= p_to
$$;

comment on function sched_engine.ending_calendars(date) is
    'Calendars that scheduled machines observe and that run out of entries by p_to: a year after an entry of its last
twelve months (due_date) there is none; or that have none at all (last_date null). Calendars of recurring entries only never
run out. Of public holidays those that were imported count, not what was added by hand.';
