create or replace function sched_engine.roster_shown(
    p_employee_ids bigint[], p_from date, p_to date, p_known_at timestamptz default null
)
returns table (
    employee_number text,
    schedule_date date,
    shift_code text,
    schedule_status text,
    hours numeric,
    local_start timestamp,
    local_end timestamp,
    time_zone text,
    shift_start_time timestamptz,
    shift_end_time timestamptz,
    team_code text,
    pattern_code text,
    reason text
)
language sql
stable
rows 1000
set search_path = pg_catalog, pg_temp
as $$
    select
        e.employee_number,
        s.schedule_date,
        s.shift_code,
        s.schedule_status::text,
        sched_engine.hours(s.shift_start_time, s.shift_end_time),
        s.shift_start_time at time zone z.zone,
        s.shift_end_time at time zone z.zone,
        z.zone,
        s.shift_start_time,
        s.shift_end_time,
        t.team_code,
        p.pattern_code,
        case
            when s.schedule_status = 'holiday' then h.holiday_name
            when s.schedule_status = 'off' and c.change_kind = 'swap' then 'worked by ' || k.employee_number
            when s.schedule_status = 'off' then 'off'
            when s.schedule_status = 'absent' then null
            when s.owner_id is not null then 'for ' || o.employee_number
            when c.change_kind = 'extra' then 'extra shift'
            when c.change_kind = 'moved' then format(
                'moved %s', case
                    when c.shift_minutes > 0 then sched_engine.counted(c.shift_minutes, 'minute') || ' later'
                    else sched_engine.counted(-c.shift_minutes, 'minute') || ' earlier'
                end
            )
        end
    from (
        select i.*
        from sched.emp_schedules as i
        where p_known_at is null and i.employee_id = any(p_employee_ids) and i.schedule_date between p_from and p_to
        union all
        select k.*
        from sched_engine.roster_as_known(p_employee_ids, p_from, p_to, p_known_at) as k
        where p_known_at is not null
    ) as s
    inner join sched.emp_employees as e on e.id = s.employee_id
    cross join lateral sched_engine.employee_zone(s.employee_id, s.schedule_date) as z (zone)
    left join sched.emp_teams as t on t.id = s.team_id
    left join sched.operating_patterns as p on p.id = s.pattern_id
    left join sched.holidays as h on h.id = s.holiday_id
    left join sched.emp_roster_changes as c on c.id = s.roster_change_id
    left join sched.emp_employees as k on k.id = c.taken_by_id
    left join sched.emp_employees as o on o.id = s.owner_id
    order by e.employee_number, s.shift_start_time, s.schedule_status
$$;

comment on function sched_engine.roster_shown(bigint[], date, date, timestamptz) is
    'The stored roster of people on business dates, both included, as people read it: codes and numbers instead of ids,
times by the clock of the person too, and why a shift is not what the pattern says; not why somebody is absent.
p_known_at: as it was known then.';
