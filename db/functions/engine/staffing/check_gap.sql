create or replace function sched_engine.check_gap(p_requirement_id bigint, p_from timestamptz, p_to timestamptz)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_resource_id constant bigint := (
        select q.resource_id
        from sched.emp_requirements as q
        inner join sched_engine.visible_resources as v on v.id = q.resource_id
        where q.id = p_requirement_id
    );
begin
    if v_resource_id is null then
        perform sched_engine.refuse('SC021',
            format('There is no requirement %s.', coalesce(p_requirement_id::text, '(not given)')),
            'List them: sched requirements list, or GET /api/v2/requirements.');
    end if;
    perform sched_engine.check_instants(v_resource_id, p_from, p_to);
    if p_to <= p_from or p_to > p_from + interval '24 hours' then
        perform sched_engine.refuse('SC004',
            format('From %s to %s is not a shift.', p_from, p_to),
            'Give an end after the start, at most 24 hours later.');
    end if;
end
$$;

comment on function sched_engine.check_gap(bigint, timestamptz, timestamptz) is
    'Refuses a requirement that does not exist or that the present request may not see (SC021), and a period that is none or
longer than 24 hours (SC004).';
