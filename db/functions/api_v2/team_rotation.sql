create or replace function api_v2.team_rotation(team_id bigint)
returns json
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_team record;
    v_today date;
    v_last date;
begin
    perform sched_engine.check_visible_teams(array[$1]);
    select
        t.id,
        t.team_code,
        t.resource_id,
        t.cycle_offset_days,
        t.works_holidays,
        t.handover_minutes,
        p.pattern_code,
        p.cycle_days,
        p.anchor_date
    into v_team
    from sched.emp_teams as t
    left join sched.operating_patterns as p on p.id = t.pattern_id
    where t.id = $1;
    v_today := sched_engine.local_today(v_team.resource_id);
    v_last := v_today + coalesce(v_team.cycle_days, 1) - 1;
    return json_build_object(
        'team_id', v_team.id,
        'team_code', v_team.team_code,
        'pattern_code', v_team.pattern_code,
        'cycle_days', v_team.cycle_days,
        'anchor_date', v_team.anchor_date,
        'cycle_offset_days', v_team.cycle_offset_days,
        'time_zone', (select z.time_zone from sched_engine.effective_time_zones(array[v_team.resource_id]) as z),
        'works_holidays', v_team.works_holidays,
        'handover_minutes', v_team.handover_minutes,
        'date_range', json_build_object('start', v_today, 'end', v_last),
        'shifts', coalesce((
            select json_agg(json_build_object(
                'schedule_date', s.schedule_date,
                'cycle_day', ((s.schedule_date - v_team.anchor_date - v_team.cycle_offset_days) % v_team.cycle_days
                    + v_team.cycle_days) % v_team.cycle_days,
                'shift_code', s.shift_code,
                'start_time', s.start_time,
                'end_time', s.end_time
            ) order by s.start_time)
            from sched_engine.team_shifts(array[$1], v_today, v_last) as s
        ), '[]')
    );
end
$$;

comment on function api_v2.team_rotation(bigint) is
    'How a team rotates: its pattern, how far behind it runs, and one cycle of shifts from today on

Working stretches, so that a break leaves a gap; before holidays. cycle_day is the day of the pattern that the team has
on that date.';

grant execute on function api_v2.team_rotation(bigint) to sched_workforce_viewer;
