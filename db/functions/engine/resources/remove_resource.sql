create or replace function sched_engine.remove_resource(p_resource_id bigint)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_code constant text := (select r.resource_code from sched.resources as r where r.id = p_resource_id);
begin
    perform sched_engine.acquire_model_lock();
    delete from sched.resources as r where r.id = p_resource_id;
    -- A plan that was cleared is in the change feed, from which what was known can still be read.
    if exists (select from sched.schedule_changes as c where c.resource_id = p_resource_id) then
        perform sched_engine.refuse(
            'SC011',
            format('Resource %s cannot be removed: it had a generated schedule.', v_code),
            format('Deactivate it instead: sched resources set %s --inactive', v_code),
            'What was planned is evidence for past OEE figures.'
        );
    end if;
end
$$;

comment on function sched_engine.remove_resource(bigint) is
    'Removes a resource that was entered by mistake, with its assignments and calendars; the audit log keeps what it was.
SC011: it has children, exceptions, employees or teams, or has or had a generated schedule, and is to be deactivated
instead.';
