create or replace function api_v2.team_shifts(team_ids bigint[], start_date date, end_date date)
returns table (
    team_id bigint,
    team_code text,
    schedule_date date,
    shift_code text,
    start_time timestamptz,
    end_time timestamptz,
    hours numeric
)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    perform sched_engine.check_period(start_date, end_date);
    perform sched_engine.check_visible_teams(team_ids);
    return query
    select
        s.team_id,
        t.team_code::text,
        s.schedule_date,
        s.shift_code,
        s.start_time,
        s.end_time,
        sched_engine.hours(s.start_time, s.end_time)
    from sched_engine.team_shifts(
        coalesce(team_ids, array(select v.id from sched_engine.visible_teams as v)), start_date, end_date
    ) as s
    inner join sched.emp_teams as t on t.id = s.team_id
    order by t.team_code, s.start_time;
end
$$;

comment on function api_v2.team_shifts(bigint[], date, date) is
    'The shifts that the patterns of teams give them

Working stretches on the business dates start_date to end_date, both included, before holidays, with the time to hand
over. team_ids: null for all teams that the key may see. Errors: SC004 period, SC021 unknown team.';

grant execute on function api_v2.team_shifts(bigint[], date, date) to sched_workforce_viewer;
