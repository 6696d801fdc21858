create or replace function sched_engine.explain_roster_row(
    p_employee_id bigint, p_row sched.emp_schedules, p_date date, p_zone text
)
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_number constant text := (select e.employee_number from sched.emp_employees as e where e.id = p_employee_id);
    -- Whoever is limited to a part of the plant is not told who is in another.
    v_team constant text := case when p_row.team_id is not null then coalesce(
        (select v.team_code::text from sched_engine.visible_teams as v where v.id = p_row.team_id), 'elsewhere'
    ) end;
    v_shift constant text := concat_ws(' ',
        coalesce('shift ' || p_row.shift_code, 'the shift'),
        'of team ' || v_team,
        'of ' || p_row.schedule_date);
    v_times constant text := format('%s to %s',
        to_char(p_row.shift_start_time at time zone p_zone, 'YYYY-MM-DD HH24:MI'),
        to_char(p_row.shift_end_time at time zone p_zone, 'YYYY-MM-DD HH24:MI'));
    v_change sched.emp_roster_changes;
    v_other text;
begin
    if p_row.employee_id is null then
        return sched_engine.explain_no_shift(p_employee_id, p_date);
    end if;
    select c.* into v_change from sched.emp_roster_changes as c where c.id = p_row.roster_change_id;
    v_other := coalesce(
        (
            select v.employee_number::text
            from sched_engine.visible_employees as v
            where v.id = coalesce(p_row.owner_id, v_change.taken_by_id)
        ),
        'somebody else'
    );
    return case
        when p_row.schedule_status = 'off' and v_change.change_kind = 'swap' and not exists (
            select from sched_engine.roster_rows(
                array[v_change.taken_by_id], p_row.schedule_date, p_row.schedule_date, sched_engine.current_instant()
            ) as t
            where t.roster_change_id = v_change.id and t.schedule_status = 'scheduled'
        ) then format('Nobody works %s: it was handed on to %s, who is absent, works already, or has left (change %s).',
            v_shift, v_other, v_change.id)
        when p_row.schedule_status = 'off' and v_change.change_kind = 'swap'
            then format('%s works %s instead of %s (change %s).', v_other, v_shift, v_number, v_change.id)
        when p_row.schedule_status = 'off'
            then format('%s is off: change %s cancels %s.', v_number, p_row.roster_change_id, v_shift)
        when p_row.schedule_status = 'holiday' then format(
            '%s is off: %s is a holiday (%s), on which team %s does not work.',
            v_number, p_row.schedule_date,
            coalesce((select h.holiday_name from sched.holidays as h where h.id = p_row.holiday_id), 'since removed'),
            v_team)
        when p_row.schedule_status = 'absent'
            then format('%s is absent from %s, %s (absence %s).', v_number, v_shift, v_times, p_row.absence_id)
        when p_row.owner_id is not null
            then format('%s works %s for %s, %s (change %s).', v_number, v_shift, v_other, v_times, v_change.id)
        when p_row.pattern_id is null
            then format('%s works an extra shift, %s (change %s).', v_number, v_times, v_change.id)
        when v_change.change_kind = 'moved' then format('%s works %s, moved by %s to %s (change %s).',
            v_number, v_shift, sched_engine.counted(v_change.shift_minutes, 'minute'), v_times, v_change.id)
        else format('%s works %s, %s.', v_number, v_shift, v_times)
    end;
end
$$;

comment on function sched_engine.explain_roster_row(bigint, sched.emp_schedules, date, text) is
    'A row of the roster in a sentence, times in the zone p_zone; null: why there is none on the local date p_date.';
