create or replace function sched_http.token_scope(p_claims jsonb)
returns bigint
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
begin
    -- A limit that cannot be read must not end as no limit.
    if p_claims ? 'resource_id' or p_claims ? 'resource_code' then
        select r.id into v_id
        from sched.resources as r
        where (not p_claims ? 'resource_id' or to_jsonb(r.id) = p_claims -> 'resource_id')
            and (not p_claims ? 'resource_code' or r.resource_code = p_claims ->> 'resource_code')
            -- one of the two, so that an index leads there
            and (r.resource_code = p_claims ->> 'resource_code' or r.id = case
                when p_claims ->> 'resource_id' ~ '^\d{1,18}$' then (p_claims ->> 'resource_id')::bigint
            end);
        if v_id is null then
            perform sched_engine.refuse('SC014', 'The token is limited to a resource that does not exist.',
                'The claim resource_code holds a code, resource_id a number.');
        end if;
    end if;
    return v_id;
end
$$;

comment on function sched_http.token_scope(jsonb) is
    'The root of the subtree that a token is limited to, by its claim resource_code or resource_id; null without one.
Refuses (SC014) a claim that names no resource.';
