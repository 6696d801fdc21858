create or replace function sched_http.authenticate(
    out role_name text, out scope_id bigint, out acting_user text, out seconds integer
)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_headers constant json := nullif(current_setting('request.headers', true), '')::json;
    v_claims constant jsonb := nullif(current_setting('request.jwt.claims', true), '')::jsonb;
    v_has_token constant boolean := v_headers ->> 'authorization' ~* '^bearer\M';
    v_key sched.api_keys;
    v_missing text;
begin
    if v_headers ->> 'x-api-key' is not null then
        if v_has_token then
            perform sched_engine.refuse('SC014', 'The request has both an API key and a token.', 'Send one of them.');
        end if;
        v_key := sched_http.find_api_key(v_headers ->> 'x-api-key');
        role_name := v_key.role_name;
        scope_id := v_key.scope_resource_id;
        acting_user := v_key.key_name;
    elsif v_has_token then
        -- PostgREST has checked the signature, and exp and aud where there are any.
        v_missing := (
            select string_agg(c.name, ', ' order by c.name)
            from unnest(array['aud', 'exp']) as c (name)
            where v_claims ->> c.name is null or v_claims ->> c.name ~ '^\s*$'
        );
        if v_missing is not null then
            perform sched_engine.refuse('SC014', format('The token lacks the claim %s.', v_missing),
                'A token needs the claims exp, aud and role, and should have sub: who is acting.');
        elsif coalesce(v_claims ->> 'role', '') not in (
            'sched_viewer', 'sched_oee_reader', 'sched_planner', 'sched_admin'
        ) then
            perform sched_engine.refuse('SC014', 'The token names no role of this API.',
                'Roles: sched_viewer, sched_oee_reader, sched_planner, sched_admin.');
        end if;
        role_name := v_claims ->> 'role';
        scope_id := sched_http.token_scope(v_claims);
        acting_user := left(v_claims ->> 'sub', 200);
    else
        role_name := 'sched_anon';
    end if;
    -- An estimate comes from the statistics of whole tables. The gateway makes one header of several.
    if scope_id is not null and v_headers ->> 'prefer' ~* '\mcount\s*=\s*"?(planned|estimated)\M' then
        perform sched_engine.refuse('SC013',
            'A key or token limited to a part of the plant may not ask for estimated counts.',
            'Send Prefer: count=exact.', 'They would reveal something about the whole plant.');
    end if;
    perform sched_http.check_request(role_name);
    seconds := sched_http.request_seconds(role_name);
end
$$;

comment on function sched_http.authenticate() is
    'Who makes the present HTTP request: the role, the root of the subtree it is limited to, the acting user, and how long
it may take; from the header X-API-Key or the claims of a bearer token. Without either it is sched_anon. Refuses what is not valid (SC014).
Security definer, because the roles of the API may not read the keys.';

grant execute on function sched_http.authenticate()
to sched_anon, sched_viewer, sched_oee_reader, sched_planner, sched_admin;
