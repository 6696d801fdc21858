create or replace function sched_engine.import_exception(
    p_code text, p_type sched.exception_type, p_impact sched.impact_type, p_capacity_percent smallint,
    p_start_local text, p_end_local text, p_description text
)
returns boolean
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_resource_id constant bigint := sched_engine.resource_id(p_code);
    v_start constant timestamptz := sched_engine.resource_instant(v_resource_id, p_start_local);
    v_end constant timestamptz := case
        when p_end_local is not null then sched_engine.resource_instant(v_resource_id, p_end_local)
    end;
begin
    if exists (
        select from sched.schedule_exceptions as e
        where e.resource_id = v_resource_id and e.exception_type = p_type and e.impact_type = p_impact
            and e.start_datetime = v_start and e.end_datetime is not distinct from v_end
            and e.capacity_percent is not distinct from p_capacity_percent and e.description = p_description
    ) then
        return false;
    end if;
    perform sched_engine.add_exception(
        v_resource_id, p_type, v_start, v_end, p_description, p_impact, p_capacity_percent
    );
    return true;
end
$$;

comment on function sched_engine.import_exception(
    text, sched.exception_type, sched.impact_type, smallint, text, text, text
) is
    'Adds an exception as sched_engine.add_exception does, times as in sched_engine.resource_instant,
unless the very same one was added before, even if it has been cancelled since: false then.';
