create or replace function api_v2.preview_roster(
    edit jsonb, start_date date, end_date date, max_changes integer default 100
)
returns json
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.check_visible_employees(sched_engine.what_if_people(edit));
    return sched_engine.what_if_roster(
        edit, start_date, end_date, least(greatest(coalesce(max_changes, 100), 0), 10000)
    )::json;
end
$$;

comment on function api_v2.preview_roster(jsonb, date, date, integer) is
    'What an edit would do to rosters, without doing it

edit: {"kind": "absence", "employee": number, "start_date": ..., "end_date": ...}, {"kind": "rotation", "team": code,
"pattern": ..., "cycle_offset_days": ...}, {"kind": "membership", "employee": number, "team": code, "start_date": ...},
{"kind": "change", "employee": number, "change_kind": ..., "schedule_date": ..., "taken_by": number}, or
{"kind": "cancel_change", "roster_change_id": number}. Returns
{period, people, conflict, hours_before, hours_after, total, changes}. Errors: SC001 unknown change, SC004 period,
SC008 edit, SC021 unknown.';

grant execute on function api_v2.preview_roster(jsonb, date, date, integer) to sched_workforce_planner;
