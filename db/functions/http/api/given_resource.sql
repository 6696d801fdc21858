create or replace function sched_http.given_resource(
    p_id bigint, p_code text, p_old_id bigint default null, p_old_code text default null
)
returns bigint
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_given constant record := sched_http.given_key('resource', p_id, p_code, p_old_id, p_old_code);
    v_id bigint;
    v_near text;
begin
    if v_given.code is null then
        if v_given.id is distinct from p_old_id then
            perform sched_engine.check_visible(array[v_given.id]);
        end if;
        return v_given.id;
    end if;

    select v.id into v_id from sched_engine.visible_resources as v where v.resource_code = v_given.code;
    if v_id is null then
        select string_agg(n.resource_code, ', ') into v_near
        from (
            select v.resource_code
            from sched_engine.visible_resources as v
            where position(lower(v_given.code) in lower(v.resource_code)) > 0
            order by length(v.resource_code), v.resource_code
            limit 3
        ) as n;
        perform sched_engine.refuse('SC001', format('There is no resource with the code %L.', left(v_given.code, 100)),
            coalesce('Did you mean ' || v_near || '?', 'List the resources; upper and lower case differ.'));
    end if;
    return sched_http.agreed_id('resource', v_given.id, v_given.code, v_id);
end
$$;

comment on function sched_http.given_resource(bigint, text, bigint, text) is
    'The resource that a request means by an id, a code or both; when a row is changed, what it had before comes last.
SC016: neither, or two different ones. SC001: there is none, or the request may not see it.';
