create or replace function sched_engine.check_instants(
    p_resource_id bigint, variadic p_instants timestamptz[]
)
returns void
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_code constant text := (
        select v.resource_code from sched_engine.visible_resources as v where v.id = p_resource_id
    );
    v_instant timestamptz;
begin
    if v_code is null then
        perform sched_engine.check_given(p_resource_id::text, 'resource', 'Give its id as resource_id.');
        perform sched_engine.refuse('SC001',
            format('There is no resource with the id %s.', p_resource_id),
            'List the resources and use the id shown there.');
    end if;
    foreach v_instant in array p_instants loop
        perform sched_engine.check_given(v_instant::text, 'time',
            'Give a time from 1970 to 2199, with its offset, for example 2027-03-01T06:00:00Z.', 'SC004');
        if v_instant < timestamptz '1970-01-01 00:00:00+00'
            or v_instant >= timestamptz '2200-01-01 00:00:00+00' then
            perform sched_engine.refuse('SC004',
                format('%s is outside every plan.', v_instant),
                'Give a time from 1970 to 2199, with its offset, for example 2027-03-01T06:00:00Z.',
                format('Resource %s.', v_code));
        end if;
    end loop;
end
$$;

comment on function sched_engine.check_instants(bigint, timestamptz[]) is
    'Refuses an id that no resource has or that the present request may not see (SC001) or is null (SC016), and instants
that are null, infinite or outside 1970-2199 (SC004).';
