create or replace function sched_http.given_resource(
    p_id bigint, p_code text, p_old_id bigint default null, p_old_code text default null
)
returns bigint
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    -- Of a row that is changed, what was left as it was says nothing.
    v_given_id constant bigint := case when p_id is distinct from p_old_id then p_id end;
    v_given_code constant text := case when p_code is distinct from p_old_code then p_code end;
    v_id bigint;
    v_near text;
begin
    if p_old_id is not null and (p_id, p_code) is not distinct from (p_old_id, p_old_code) then
        return p_old_id;
    elsif num_nonnulls(v_given_id, v_given_code) = 0 then
        perform sched_engine.refuse('SC016', 'No resource is given.',
            'Give its id as resource_id, or its code as resource_code.');
    elsif v_given_code is null then
        perform sched_engine.check_visible(array[v_given_id]);
        return v_given_id;
    end if;

    select v.id into v_id from sched_engine.visible_resources as v where v.resource_code = v_given_code;
    if v_id is null then
        select string_agg(n.resource_code, ', ') into v_near
        from (
            select v.resource_code
            from sched_engine.visible_resources as v
            where position(lower(v_given_code) in lower(v.resource_code)) > 0
            order by length(v.resource_code), v.resource_code
            limit 3
        ) as n;
        perform sched_engine.refuse('SC001', format('There is no resource with the code %L.', left(v_given_code, 100)),
            coalesce('Did you mean ' || v_near || '?', 'List the resources; upper and lower case differ.'));
    elsif v_id <> v_given_id then
        perform sched_engine.refuse('SC016',
            format('resource_id %s and resource_code %L are two resources.', v_given_id, v_given_code), 'Give one of them.');
    end if;
    return v_id;
end
$$;

comment on function sched_http.given_resource(bigint, text, bigint, text) is
    'The resource that a request means by an id, a code or both; when a row is changed, what it had before comes last.
SC016: neither, or two different ones. SC001: there is none, or the request may not see it.';
