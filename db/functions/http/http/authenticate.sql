-- It runs before each request: one query tells who holds a key, how long it may take, and whether it may ask at all.
create or replace function sched_http.authenticate(
    out role_name text, out scope_id bigint, out employee_id bigint, out acting_user text, out seconds integer
)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_headers constant jsonb := nullif(current_setting('request.headers', true), '')::jsonb;
    v_key constant text := v_headers ->> 'x-api-key';
    v_has_token constant boolean := coalesce(v_headers ->> 'authorization' ~* '^bearer\M', false);
    v_may_ask boolean;
begin
    -- Whoever asks: not even who may know of it is known then.
    if sched_http.asked_schema(v_headers) = 'api_v2' and not sched_engine.is_workforce_on() then
        perform sched_engine.refuse('SC020', 'The workforce is switched off: employees, teams and rosters.',
            'An administrator switches it on: sched workforce enable.');
    elsif v_key is not null and v_has_token then
        perform sched_engine.refuse('SC014', 'The request has both an API key and a token.', 'Send one of them.');
    elsif v_key is not null then
        select k.role_name, k.scope_resource_id, k.employee_id, k.key_name, l.seconds, sched_http.may_ask(k.role_name, v_headers)
        into role_name, scope_id, employee_id, acting_user, seconds, v_may_ask
        from sched_http.keys_usable(v_key, 'api') as k
        cross join lateral sched_http.request_limit(k.role_name) as l;
        if not found then
            perform sched_http.find_api_key(v_key); -- refuses, and says why
            role_name := 'sched_anon'; -- it was made this very moment: the next request finds it
        end if;
    else
        role_name := 'sched_anon';
        if v_has_token then
            select t.* into role_name, scope_id, employee_id, acting_user from sched_http.token_holder() as t;
        end if;
        select l.seconds, sched_http.may_ask(role_name, v_headers) into seconds, v_may_ask
        from sched_http.request_limit(role_name) as l;
    end if;
    -- An estimate comes from the statistics of whole tables. The gateway makes one header of several.
    if num_nonnulls(scope_id, employee_id) > 0 and v_headers ->> 'prefer' ~* '\mcount\s*=\s*"?(planned|estimated)\M' then
        perform sched_engine.refuse('SC013',
            'A key or token limited to a part of the plant may not ask for estimated counts.',
            'Send Prefer: count=exact.', 'They would reveal something about the whole plant.');
    end if;
    if v_may_ask is not true then
        perform sched_http.check_request(role_name, v_headers);
    end if;
end
$$;

comment on function sched_http.authenticate() is
    'Who makes the present HTTP request: the role, the root of the subtree or the one person that it is limited to, the
acting user, and how long it may take; from the header X-API-Key or the claims of a bearer token. Without either it is
sched_anon. Refuses what is not valid (SC014), and everything of api_v2 while the workforce is switched off (SC020).
Security definer, because the roles of the API may not read the keys.';

grant execute on function sched_http.authenticate()
to sched_anon, sched_viewer, sched_oee_reader, sched_planner, sched_admin, sched_employee;
