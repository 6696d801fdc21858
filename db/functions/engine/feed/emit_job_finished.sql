create or replace function sched_engine.emit_job_finished()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.emit_event('job.finished', new.scope, jsonb_build_object(
        'date', null, 'old_value', jsonb_build_object('state', old.state), 'new_value', jsonb_build_object('state', new.state),
        'truncated', false, 'job_id', new.id, 'kind', new.kind, 'arguments', new.arguments, 'error', new.error));
    return null;
end
$$;

comment on function sched_engine.emit_job_finished() is
    'Trigger: an event about a job that is completed, failed or cancelled.';

create or replace trigger emit_job_finished after update of state on sched.jobs
for each row when (old.state is distinct from new.state and new.state in ('completed', 'failed', 'cancelled'))
execute function sched_engine.emit_job_finished();
