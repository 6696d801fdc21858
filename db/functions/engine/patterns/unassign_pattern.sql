create or replace function sched_engine.unassign_pattern(p_resource_id bigint, p_from date)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_ended integer;
    v_removed integer;
begin
    if p_from is null or not isfinite(p_from) then
        perform sched_engine.refuse('SC004', 'The first date without the pattern is missing or infinite.',
            'Give a date, e.g. 2026-01-31.');
    end if;

    perform sched_engine.acquire_model_lock();
    update sched.resource_pattern_assignments as a
    set end_date = p_from - 1
    where a.resource_id = p_resource_id and a.effective_date < p_from and coalesce(a.end_date, 'infinity') >= p_from;
    get diagnostics v_ended = row_count;
    delete from sched.resource_pattern_assignments as a where a.resource_id = p_resource_id and a.effective_date >= p_from;
    get diagnostics v_removed = row_count;
    return v_ended + v_removed;
end
$$;

comment on function sched_engine.unassign_pattern(bigint, date) is
    'From p_from on, the resource follows no pattern of its own, but inherits: the assignment of that date ends the day
before, later ones are removed. Returns how many were ended or removed.';
