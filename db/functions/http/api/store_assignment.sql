create or replace function sched_http.store_assignment(
    p_old api_v1.pattern_assignments, p_new api_v1.pattern_assignments
)
returns api_v1.pattern_assignments
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_resource_id constant bigint := sched_http.given_resource(
        p_new.resource_id, p_new.resource_code, p_old.resource_id, p_old.resource_code
    );
    v_pattern_id constant bigint := sched_http.given_pattern(
        p_new.pattern_id, p_new.pattern_code, p_old.pattern_id, p_old.pattern_code
    );
    v_from constant date := coalesce(
        p_new.effective_date, case when p_old.id is null then sched_engine.local_today(v_resource_id) end
    );
    v_id bigint := p_old.id;
    v_stored api_v1.pattern_assignments;
begin
    perform sched_engine.check_assignment(v_resource_id, v_pattern_id, v_from, p_new.end_date);
    perform sched_engine.refuse_overlap(v_resource_id, v_from, p_new.end_date, p_old.id);
    if v_id is null then
        insert into sched.resource_pattern_assignments
        (resource_id, pattern_id, effective_date, end_date, assigned_by, notes)
        values (v_resource_id, v_pattern_id, v_from, p_new.end_date, sched_engine.acting_user(), p_new.notes)
        returning id into v_id;
    else
        update sched.resource_pattern_assignments as a
        set
            resource_id = v_resource_id,
            pattern_id = v_pattern_id,
            effective_date = v_from,
            end_date = p_new.end_date,
            notes = p_new.notes
        where a.id = v_id;
    end if;
    select a.* into v_stored from api_v1.pattern_assignments as a where a.id = v_id;
    return v_stored;
end
$$;

comment on function sched_http.store_assignment(api_v1.pattern_assignments, api_v1.pattern_assignments) is
    'Adds (p_old is null) or changes a pattern assignment from rows of api_v1.pattern_assignments; returns it as stored.
SC001: unknown. SC004: dates. SC005: overlap. SC016: no resource or pattern, or two.';
