create or replace function sched_engine.resource_id(p_code text)
returns bigint
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
    v_near text;
begin
    select r.id into v_id from sched_engine.visible_resources as r where r.resource_code = p_code;
    if v_id is null then
        perform sched_engine.check_given(p_code, 'resource', 'Give its code, as in LINE-A-001.');
        select string_agg(n.resource_code, ', ') into v_near
        from (
            select r.resource_code
            from sched_engine.visible_resources as r
            where r.resource_code ilike '%' || replace(replace(replace(p_code, '\', '\\'), '%', '\%'), '_', '\_') || '%'
            order by length(r.resource_code), r.resource_code
            limit 3
        ) as n;
        perform sched_engine.refuse(
            'SC001',
            format('There is no resource with the code %L.', p_code),
            coalesce('Did you mean ' || v_near || '?', 'List the codes with: sched resources list')
        );
    end if;
    return v_id;
end
$$;

comment on function sched_engine.resource_id(text) is 'Id of the resource with this code; SC001 when there is none, or none that the present
request may see.';
