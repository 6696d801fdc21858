create or replace function sched_engine.health_statuses()
returns jsonb
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
    select jsonb_object_agg(h.check_name, h.status)
    from sched_engine.health_checks() as h
$$;

comment on function sched_engine.health_statuses() is
    'The status of each check of sched_engine.health_checks(), without numbers: whoever asks may have no credentials.';

grant execute on function sched_engine.health_statuses()
to sched_anon, sched_viewer, sched_oee_reader, sched_planner, sched_admin, sched_employee;
