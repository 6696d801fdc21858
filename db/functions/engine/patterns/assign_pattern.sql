create or replace function sched_engine.assign_pattern(
    p_resource_id bigint, p_pattern_id bigint, p_effective_date date, p_end_date date default null,
    p_notes text default null
)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
begin
    perform sched_engine.acquire_model_lock();
    perform sched_engine.check_assignment(p_resource_id, p_pattern_id, p_effective_date, p_end_date);

    -- An open assignment makes way: it ends the day before, or is replaced when it starts on the same day.
    update sched.resource_pattern_assignments as a
    set end_date = p_effective_date - 1
    where a.resource_id = p_resource_id and a.end_date is null and a.effective_date < p_effective_date;
    delete from sched.resource_pattern_assignments as a
    where a.resource_id = p_resource_id and a.effective_date = p_effective_date and a.end_date is null;

    perform sched_engine.refuse_overlap(p_resource_id, p_effective_date, p_end_date);
    insert into sched.resource_pattern_assignments
    (resource_id, pattern_id, effective_date, end_date, assigned_by, notes)
    values (p_resource_id, p_pattern_id, p_effective_date, p_end_date, sched_engine.acting_user(), p_notes)
    returning id into v_id;
    return v_id;
end
$$;

comment on function sched_engine.assign_pattern(bigint, bigint, date, date, text) is
    'Assigns a pattern to a resource, and to everything below it that has none of its own, from p_effective_date to p_end_date
(both included; null: until replaced). An open assignment that it would overlap ends the day before.
Returns the assignment''s id. Errors: SC001 unknown id, SC004 dates, SC005 overlap with another assignment.';
