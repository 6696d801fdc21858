create or replace function sched_engine.lint_calendars(p_from date, p_to date)
returns table (
    severity text,
    code text,
    subject text,
    location text,
    first_date date,
    last_date date,
    message text,
    remedy text
)
language sql
stable
parallel safe
set search_path = ''
as $$
    with used as (
        select
            k.calendar_id,
            count(*) as machines
        from sched_engine.effective_calendars(sched_engine.schedulable_resources(null)) as c
        cross join lateral unnest(c.calendar_ids) as k (calendar_id)
        group by k.calendar_id
    ),

    -- A holiday comes back a year later: that is when the next one after the last entry is due.
    ending as (
        select
            c.calendar_code,
            c.country_code,
            u.machines,
            l.last_date,
            (
                select (min(h.holiday_date) + interval '1 year')::date
                from sched.holidays as h
                where h.calendar_id = c.id and h.holiday_date > l.last_date - interval '1 year'
            ) as due_date
        from used as u
        inner join sched.holiday_calendars as c on c.id = u.calendar_id
        cross join lateral (
            select max(h.holiday_date) as last_date from sched.holidays as h where h.calendar_id = c.id
        ) as l
        where l.last_date is not null
            or not exists (select from sched.holidays as h where h.calendar_id = c.id)
    )

    select
        case when e.last_date is null then 'info' else 'warning' end,
        'LINT-003',
        'calendar',
        e.calendar_code::text,
        greatest(p_from, e.last_date + 1),
        p_to,
        case
            when e.last_date is null
                then format('It has no entries, and %s machines observe it.', e.machines)
            else format('Its last entry is %s; a year later the next is due on %s. %s machines observe it.',
                e.last_date, e.due_date, e.machines)
        end,
        case
            when e.country_code is not null
                then format('sched calendars import %s --years %s-%s', e.calendar_code,
                    extract(year from p_from), extract(year from p_to))
            else format('Add entries (sched holidays add %s DATE NAME), unless there are to be none.',
                e.calendar_code)
        end
    from ending as e
    where e.last_date is null or e.due_date <= p_to
$$;

comment on function sched_engine.lint_calendars(date, date) is
    'Calendars that scheduled machines observe and that run out of entries by p_to (LINT-003): a year after an
entry of its last twelve months there is none. Calendars of recurring entries only never run out.';
