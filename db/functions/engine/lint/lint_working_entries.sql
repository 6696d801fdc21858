create or replace function sched_engine.lint_working_entries(p_from date, p_to date)
returns setof sched_engine.lint_finding
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    -- Recurring entries count from 1970-01-01, as in calendar_holidays.
    with entries as materialized (
        select
            h.*,
            d.day
        from sched.holidays as h
        left join lateral sched_engine.rrule_occurrences(
            h.recurrence_rule, timestamp '1970-01-01', p_from::timestamp, (p_to + 1)::timestamp
        ) as o (moment) on true
        cross join lateral (select coalesce(h.holiday_date, o.moment::date) as day) as d
        where h.calendar_id in (select w.calendar_id from sched.holidays as w where not w.affects_scheduling)
            and d.day between p_from and p_to
    )

    select
        'warning',
        'LINT-012',
        'calendar',
        k.calendar_code::text,
        min(w.day),
        max(w.day),
        format('Its working entry "%s" has no effect: "%s" of the same calendar stops work on that date.',
            w.holiday_name, c.holiday_name),
        case
            when c.recurrence_rule is not null or c.source = 'imported' then format(
                'Move the working day to a calendar of higher priority: sched holidays remove %1$s %2$s "%3$s"; '
                'sched holidays add OTHER %2$s "%3$s" --working; sched calendars assign RESOURCE OTHER %1$s',
                k.calendar_code, min(w.day), w.holiday_name
            )
            else format('Remove the one that is wrong: sched holidays remove %s %s "%s"', k.calendar_code, min(w.day),
                c.holiday_name)
        end
    from entries as w
    inner join entries as c
        on c.calendar_id = w.calendar_id and c.day = w.day and c.source = w.source and c.affects_scheduling
    inner join sched.holiday_calendars as k on k.id = w.calendar_id
    where not w.affects_scheduling
        -- Imported entries do not matter where there are manual ones.
        and not exists (
            select from entries as m
            where m.calendar_id = w.calendar_id and m.day = w.day and m.source > w.source
        )
    group by
        k.calendar_code, w.id, w.holiday_name, c.id, c.holiday_name, c.recurrence_rule, c.source
$$;

comment on function sched_engine.lint_working_entries(date, date) is
    'Entries between p_from and p_to that say the plant works, to no effect: among the entries of one calendar that decide a date,
one that stops work wins (LINT-012, once for each pair). The remedy is another calendar of higher priority, unless the
entry that stops work is a manual one of that date only.';
