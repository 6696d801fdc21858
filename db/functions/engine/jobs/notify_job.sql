create or replace function sched_engine.notify_job()
returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    perform pg_notify('sched_jobs', json_build_object('id', new.id, 'state', new.state)::text);
    return null;
end
$$;

comment on function sched_engine.notify_job() is
    'Trigger: tells listeners of the channel sched_jobs about a new job or another state of one, as {"id", "state"}.';

create or replace trigger notify_job after insert or update of state on sched.jobs
for each row execute function sched_engine.notify_job();
