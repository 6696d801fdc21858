create or replace function sched_engine.lint_calendars(p_from date, p_to date)
returns setof sched_engine.lint_finding
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select
        case when e.last_date is null then 'info' else 'warning' end,
        'LINT-003',
        'calendar',
        c.calendar_code::text,
        greatest(p_from, e.last_date + 1),
        p_to,
        case
            when e.last_date is null
                then format('It has no entries, and %s it.', w.observers)
            else format('Its last entry is on %s; the next would be due on %s. %s it.',
                e.last_date, e.due_date, w.observers)
        end,
        case
            when c.country_code is not null
                then format('sched calendars import %s --years %s-%s', c.calendar_code,
                    extract(year from p_from), extract(year from p_to))
            else format('Add entries (sched holidays add %s DATE NAME), unless there are to be none.',
                c.calendar_code)
        end
    from sched_engine.ending_calendars(p_to) as e
    inner join sched.holiday_calendars as c on c.id = e.calendar_id
    cross join lateral sched_engine.counted(e.machines, 'machine observes', 'machines observe') as w (observers)
$$;

comment on function sched_engine.lint_calendars(date, date) is
    'Calendars that scheduled machines observe and that run out of entries by p_to (LINT-003): a year after an
entry of its last twelve months there is none. Calendars of recurring entries only never run out.';
