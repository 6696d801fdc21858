create or replace function sched_engine.what_if_apply_roster(p_edit jsonb)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    case p_edit ->> 'kind'
        when 'absence' then
            insert into sched.emp_absences (employee_id, start_date, end_date, start_time, end_time)
            values (
                sched_engine.employee_id(p_edit ->> 'employee'),
                (p_edit ->> 'start_date')::date, (p_edit ->> 'end_date')::date,
                (p_edit ->> 'start_time')::timestamptz, (p_edit ->> 'end_time')::timestamptz
            );
        when 'cancel_change' then
            perform sched_engine.cancel_roster_change((p_edit ->> 'roster_change_id')::bigint);
        when 'rotation' then
            update sched.emp_teams as t
            set
                pattern_id = case
                    when p_edit ? 'pattern' then sched_engine.pattern_id(p_edit ->> 'pattern') else t.pattern_id
                end,
                cycle_offset_days = coalesce((p_edit ->> 'cycle_offset_days')::integer, t.cycle_offset_days),
                handover_minutes = coalesce((p_edit ->> 'handover_minutes')::integer, t.handover_minutes),
                works_holidays = coalesce((p_edit ->> 'works_holidays')::boolean, t.works_holidays)
            where t.id = sched_engine.team_id(p_edit ->> 'team');
        when 'membership' then
            perform sched_engine.assign_team(
                sched_engine.team_id(p_edit ->> 'team'), array[sched_engine.employee_id(p_edit ->> 'employee')],
                (p_edit ->> 'start_date')::date
            );
        else
            insert into sched.emp_roster_changes
            (employee_id, change_kind, schedule_date, start_time, end_time, shift_minutes, taken_by_id)
            values (
                sched_engine.employee_id(p_edit ->> 'employee'),
                (p_edit ->> 'change_kind')::sched.roster_change_kind, (p_edit ->> 'schedule_date')::date,
                (p_edit ->> 'start_time')::timestamptz, (p_edit ->> 'end_time')::timestamptz,
                (p_edit ->> 'shift_minutes')::integer,
                case when p_edit ->> 'taken_by' is not null then sched_engine.employee_id(p_edit ->> 'taken_by') end
            );
    end case;
end
$$;

comment on function sched_engine.what_if_apply_roster(jsonb) is
    'Makes an edit of sched_engine.what_if_roster for real, with the errors that it meets. Only for a subtransaction
that is rolled back.';
