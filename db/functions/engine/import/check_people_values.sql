create or replace function sched_engine.check_people_values(p_sheets jsonb)
returns table (sheet text, line integer, column_name text, value text, message text, remedy text)
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    with rows as materialized (select * from sched_engine.people_rows(p_sheets)),

    periods as materialized (
        select
            r.sheet,
            r.line,
            c.name as column_name,
            r.cells ->> c.name as value,
            sched_engine.cell_date(r.cells ->> c.first_name) as first_date,
            sched_engine.cell_date(r.cells ->> c.name) as last_date
        from rows as r
        inner join (
            values
            ('team_resources', 'start_date', 'end_date'), ('memberships', 'start_date', 'end_date'),
            ('qualifications', 'certification_date', 'expiry_date'), ('absences', 'start_date', 'end_date'),
            ('requirements', 'start_date', 'end_date')
        ) as c (sheet, first_name, name) on c.sheet = r.sheet
    ),

    teams as materialized (
        select
            r.line,
            r.cells,
            p.pattern_code,
            p.cycle_days,
            case
                when pg_input_is_valid(r.cells ->> 'cycle_offset_days', 'integer')
                    then (r.cells ->> 'cycle_offset_days')::integer
            end as given_offset,
            case
                when pg_input_is_valid(r.cells ->> 'handover_minutes', 'integer')
                    then (r.cells ->> 'handover_minutes')::integer
            end as handover_minutes,
            coalesce(t.cycle_offset_days, 0) as stored_offset
        from rows as r
        left join sched.emp_teams as t on t.team_code = r.cells ->> 'team_code'
        left join sched.operating_patterns as p
            on case when r.cells ? 'pattern_code' then p.pattern_code = r.cells ->> 'pattern_code' else p.id = t.pattern_id end
        where r.sheet = 'teams'
    ),

    people as materialized (
        select
            r.line,
            r.cells,
            e.erased_at,
            coalesce(sched_engine.cell_date(r.cells ->> 'hire_date'), e.hire_date) as hire_date,
            case
                when r.cells ? 'termination_date' then sched_engine.cell_date(r.cells ->> 'termination_date')
                else e.termination_date
            end as termination_date
        from rows as r
        left join sched.emp_employees as e on e.employee_number = r.cells ->> 'employee_number'
        where r.sheet = 'employees'
    ),

    -- Absences of whole dates, or from one time to another.
    absences as materialized (
        select
            r.line,
            r.cells,
            r.cells ->> 'start_date' is not null or r.cells ->> 'end_date' is not null as has_dates,
            r.cells ->> 'start_local' is not null or r.cells ->> 'end_local' is not null as has_times
        from rows as r
        where r.sheet = 'absences'
    ),

    requirements as materialized (
        select
            r.line,
            r.cells,
            q.head_count as stored_count,
            case when pg_input_is_valid(r.cells ->> 'head_count', 'integer') then (r.cells ->> 'head_count')::integer end
            as head_count,
            case
                when pg_input_is_valid(r.cells ->> 'machines_per_person', 'integer')
                    then (r.cells ->> 'machines_per_person')::integer
            end as machines
        from rows as r
        left join sched.resources as h on h.resource_code = r.cells ->> 'resource_code'
        left join sched.emp_positions as p on p.position_code = r.cells ->> 'position_code'
        left join sched.emp_requirements as q
            on q.resource_id = h.id and q.start_date = sched_engine.cell_date(r.cells ->> 'start_date')
            and (q.per::text, q.shift_code, q.min_level::text, q.position_id) is not distinct from (
                coalesce(r.cells ->> 'per', 'machine'), r.cells ->> 'shift_code', r.cells ->> 'min_level', p.id
            )
        where r.sheet = 'requirements'
    )

    select
        p.sheet,
        p.line,
        p.column_name,
        p.value,
        format('It ends before it begins (%s).', p.first_date),
        'Correct one of the two dates; both are included.'
    from periods as p
    where p.last_date < p.first_date
    union all
    select
        'employees',
        p.line,
        c.column_name,
        p.cells ->> c.column_name,
        c.message,
        c.remedy
    from people as p
    cross join lateral (
        values
        (
            'termination_date', p.termination_date < p.hire_date,
            format('It is before the first day of work (%s).', p.hire_date), 'Correct hire_date or termination_date.'
        ),
        (
            'email',
            not coalesce(p.cells ->> 'email' ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(p.cells ->> 'email') <= 200, true),
            'This is no e-mail address.', 'Write it as name@example.org, or leave the cell empty.'
        ),
        (
            'team_start_date', p.cells ->> 'team_start_date' is not null and p.cells ->> 'team_code' is null,
            'There is a date, but no team that begins on it.', 'Give team_code as well, or clear the date.'
        ),
        (
            'employee_number', p.erased_at is not null, 'This person has been erased.',
            'Leave the row out, or use another number for somebody else.'
        )
    ) as c (column_name, is_wrong, message, remedy)
    where c.is_wrong
    union all
    select
        'employees',
        p.line,
        k.key,
        k.value,
        case
            when k.key = 'skills.' then 'The column has no name after "skills.".'
            else format('The text has %s characters; 1,000 are allowed.', length(k.value))
        end,
        case when k.key = 'skills.' then 'Name it, for example skills.crane.' else 'Shorten it.' end
    from people as p
    cross join lateral jsonb_each_text(p.cells) as k
    where k.key like 'skills.%' and (k.key = 'skills.' or length(k.value) > 1000)
    union all
    select
        'teams',
        t.line,
        c.column_name,
        t.cells ->> c.column_name,
        c.message,
        c.remedy
    from teams as t
    cross join lateral (
        values
        (
            case when t.cells ->> 'cycle_offset_days' is null then 'pattern_code' else 'cycle_offset_days' end,
            coalesce(t.given_offset, t.stored_offset) >= t.cycle_days,
            format('The team is %s behind, and the cycle of %s has %s.',
                sched_engine.counted(coalesce(t.given_offset, t.stored_offset), 'day'), t.pattern_code,
                sched_engine.counted(t.cycle_days, 'day')),
            format('Give cycle_offset_days from 0 to %s.', t.cycle_days - 1)
        ),
        (
            'cycle_offset_days', t.given_offset < 0 or t.given_offset > 365, 'This is no number of days behind.',
            'Write a number from 0 on, less than the days of the cycle.'
        ),
        (
            'cycle_offset_days', t.cycle_days is null and coalesce(t.given_offset, t.stored_offset) > 0,
            'The team runs behind, but has no pattern.', 'Give pattern_code, or 0 days.'
        ),
        (
            'handover_minutes', t.handover_minutes not between 0 and 120, 'This is no time to hand over.',
            'Write minutes from 0 to 120.'
        )
    ) as c (column_name, is_wrong, message, remedy)
    where c.is_wrong
    union all
    select
        'absences',
        a.line,
        c.column_name,
        a.cells ->> c.column_name,
        c.message,
        c.remedy
    from absences as a
    cross join lateral (
        values
        (
            'start_date', a.has_dates = a.has_times,
            case when a.has_dates then 'There are dates and times.' else 'There are neither dates nor times.' end,
            'Give start_date and end_date for whole days, or start_local and end_local for a part of them.'
        ),
        (
            'start_date', a.has_dates and not a.has_times and a.cells ->> 'start_date' is null, 'The cell is empty.',
            'Write the first date.'
        ),
        (
            'end_date', a.has_dates and not a.has_times and a.cells ->> 'end_date' is null, 'The cell is empty.',
            'Write the last date; for one day it is that of start_date.'
        ),
        (
            'start_local', a.has_times and not a.has_dates and a.cells ->> 'start_local' is null, 'The cell is empty.',
            'Write when it begins, as 2026-12-31 10:00.'
        ),
        (
            'end_local', a.has_times and not a.has_dates and a.cells ->> 'end_local' is null, 'The cell is empty.',
            'Write when it ends, as 2026-12-31 14:30.'
        )
    ) as c (column_name, is_wrong, message, remedy)
    where c.is_wrong
    union all
    select
        'requirements',
        q.line,
        c.column_name,
        q.cells ->> c.column_name,
        c.message,
        c.remedy
    from requirements as q
    cross join lateral (
        values
        (
            'head_count', q.cells ->> 'head_count' is null and (q.stored_count is null or q.cells ? 'head_count'),
            'The cell is empty.', 'Write how many people are needed.'
        ),
        (
            'head_count', q.head_count not between 1 and 1000, 'This is no number of people.',
            'Write a number from 1 to 1000.'
        ),
        (
            'machines_per_person', q.machines not between 1 and 100, 'This is no number of machines.',
            'Write a number from 1 to 100.'
        ),
        (
            'machines_per_person', q.machines between 2 and 100 and q.cells ->> 'per' = 'resource',
            'What is needed in all does not follow from the number of machines.', 'Clear the cell, or write machine in per.'
        ),
        (
            'shift_code', q.cells ->> 'shift_code' !~ '^[^[:space:][:cntrl:]]{1,10}$', 'This is no shift code.',
            'Use 1 to 10 characters without a space, as the pattern of the machines has them.'
        )
    ) as c (column_name, is_wrong, message, remedy)
    where c.is_wrong
    union all
    select
        'absences',
        a.line,
        c.name,
        a.cells ->> c.name,
        'This is not a time.',
        'Write it as 2026-12-31 10:00, or with an offset as 2026-12-31 10:00+02:00.'
    from absences as a
    cross join unnest(array['start_local', 'end_local']) as c (name)
    where a.cells ->> c.name is not null and not sched_engine.is_time(a.cells ->> c.name)
$$;

comment on function sched_engine.check_people_values(jsonb) is
    'Values of sheets of people that cannot be together: what ends before it begins, a team further behind than its
cycle is long, absences with dates and times or neither, a number of people out of range, and what is no address, time or
shift code.';
