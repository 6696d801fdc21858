create or replace function sched_http.tell_breaches()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_http.hold_against_rules();
    return null;
end
$$;

comment on function sched_http.tell_breaches() is
    'Trigger, after a statement: holds what a request did to rosters against the work rules before it is answered.';

create or replace trigger z_tell_breaches after insert or update or delete on api_v2.roster_changes
for each statement when (current_setting('request.method', true) <> '')
execute function sched_http.tell_breaches();

create or replace trigger z_tell_breaches after insert or update or delete on api_v2.absences
for each statement when (current_setting('request.method', true) <> '')
execute function sched_http.tell_breaches();
