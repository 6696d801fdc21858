create or replace function sched_engine.explain_roster(p_employee_id bigint, p_at timestamptz)
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
as $$
declare
    -- A shift that runs at an instant is of a date at most two before, in any zone.
    v_from constant date := (p_at at time zone 'UTC')::date - 3;
    v_to constant date := (p_at at time zone 'UTC')::date + 1;
    v_person record;
    v_stored sched.emp_schedules;
    v_planned sched.emp_schedules;
    v_row sched.emp_schedules;
    v_shift sched.emp_schedules;
    v_date date;
begin
    select
        e.employee_number::text as number,
        z.time_zone,
        (p_at at time zone z.time_zone)::date as local_date,
        coalesce(g.dates, '{}') as dates
    into v_person
    from sched.emp_employees as e
    left join sched.emp_generated_dates as g on g.employee_id = e.id
    cross join lateral sched_engine.employee_zone(e.id, (p_at at time zone 'UTC')::date) as z (time_zone)
    where e.id = p_employee_id;

    select s.* into v_stored
    from sched.emp_schedules as s
    where s.employee_id = p_employee_id and s.schedule_date between v_from and v_to
        and s.shift_start_time <= p_at and s.shift_end_time > p_at
    order by s.schedule_status
    limit 1;
    select r.* into v_planned
    from sched_engine.roster_rows(array[p_employee_id], v_from, v_to) as r
    where r.shift_start_time <= p_at and r.shift_end_time > p_at
    order by r.schedule_status
    limit 1;
    v_date := coalesce(v_stored.schedule_date, v_person.local_date);
    v_row := case when v_person.dates @> v_date then v_stored else v_planned end;
    -- The shift that runs, be it in a break.
    v_shift := v_row;
    if v_row.employee_id is null then
        select s.* into v_shift
        from sched.emp_schedules as s
        where s.employee_id = p_employee_id and s.schedule_date between v_from and v_to
            and s.schedule_status = 'scheduled' and s.shift_end_time <= p_at
            and exists (
                select from sched.emp_schedules as l
                where l.employee_id = p_employee_id and l.schedule_date = s.schedule_date
                    and l.schedule_status = 'scheduled' and l.shift_start_time > p_at
                    and (l.pattern_id, l.shift_second, l.owner_id) is not distinct from
                    (s.pattern_id, s.shift_second, s.owner_id)
            )
        limit 1;
    end if;

    return jsonb_build_object(
        'employee_id', p_employee_id,
        'employee_number', v_person.number,
        'at', p_at,
        'local_time', to_char(p_at at time zone v_person.time_zone, 'YYYY-MM-DD HH24:MI:SS'),
        'time_zone', v_person.time_zone,
        'verdict', jsonb_build_object(
            'status', coalesce(
                v_row.schedule_status::text, case when v_shift.employee_id is not null then 'break' end, 'not_on_shift'
            ),
            'why', case when v_row.employee_id is null and v_shift.employee_id is not null then 'In a break: ' else '' end
            || sched_engine.explain_roster_row(p_employee_id, v_shift, v_person.local_date, v_person.time_zone),
            'row', nullif(sched_engine.roster_row_json(v_row), '{}')
        ),
        'team', (
            select jsonb_build_object(
                'team_id', t.id, 'team_code', t.team_code, 'team_name', t.team_name,
                'from', m.start_date, 'to', m.end_date,
                'pattern_code', p.pattern_code, 'cycle_offset_days', t.cycle_offset_days,
                'cycle_day', ((v_date - p.anchor_date - t.cycle_offset_days) % p.cycle_days + p.cycle_days) % p.cycle_days,
                'cycle_days', p.cycle_days, 'works_holidays', t.works_holidays
            )
            from sched.emp_team_assignments as m
            inner join sched.emp_teams as t on t.id = m.team_id
            inner join sched_engine.visible_teams as v on v.id = t.id
            left join sched.operating_patterns as p on p.id = t.pattern_id
            where m.employee_id = p_employee_id and m.is_primary
                and v_date between m.start_date and coalesce(m.end_date, 'infinity')
        ),
        'stored', jsonb_build_object(
            'is_generated', v_person.dates @> v_date,
            'agrees', case
                when v_person.dates @> v_date
                    then sched_engine.roster_row_json(v_stored) is not distinct from sched_engine.roster_row_json(v_planned)
            end,
            'stored_row', nullif(sched_engine.roster_row_json(v_stored), '{}'),
            'planned_row', nullif(sched_engine.roster_row_json(v_planned), '{}')
        ),
        'pending', array(
            select jsonb_build_object(
                'cause', m.cause, 'dates', m.dates, 'changed_by', m.changed_by, 'marked_at', m.marked_at
            )
            from sched.emp_stale_dates as m
            where p_employee_id = any(m.employee_ids) and m.dates @> v_date
            order by m.id
        ),
        'next', (
            select sched_engine.roster_row_json(s)
            from sched.emp_schedules as s
            where s.employee_id = p_employee_id and s.schedule_date between v_from and v_from + 366
                and s.schedule_status = 'scheduled' and s.shift_start_time > p_at
                and (s.schedule_date, s.pattern_id, s.shift_second, s.owner_id) is distinct from
                (v_shift.schedule_date, v_shift.pattern_id, v_shift.shift_second, v_shift.owner_id)
            order by s.schedule_date, s.shift_start_time
            limit 1
        )
    );
end
$$;

comment on function sched_engine.explain_roster(bigint, timestamptz) is
    'Why somebody works or does not at an instant: the verdict in a sentence, the team and the day of its cycle,
whether the stored roster agrees with the model of today, edits on their way, and the next shift. Instants in UTC.
People by number.';
