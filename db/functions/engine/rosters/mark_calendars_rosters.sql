create or replace function sched_engine.mark_calendars_rosters()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.mark_team_rosters(
        tg_table_name, tg_op, array_agg(null::bigint), array_agg(t.id), daterange(null, null)
    )
    from sched.emp_teams as t
    where not t.works_holidays;
    return null;
end
$$;

comment on function sched_engine.mark_calendars_rosters() is
    'Trigger: marks the rosters of teams that are off on holidays when calendars, or who observes them, are edited.';

create or replace trigger mark_rosters after update or delete on sched.holiday_calendars
for each statement execute function sched_engine.mark_calendars_rosters();

create or replace trigger mark_rosters after insert or update or delete on sched.resource_calendar_assignments
for each statement execute function sched_engine.mark_calendars_rosters();
