create or replace function sched_http.token_holder(
    out role_name text, out scope_id bigint, out employee_id bigint, out acting_user text
)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_claims constant jsonb := nullif(current_setting('request.jwt.claims', true), '')::jsonb;
    -- PostgREST has checked the signature, and exp and aud where there are any.
    v_missing constant text := (
        select string_agg(c.name, ', ' order by c.name)
        from unnest(array['aud', 'exp']) as c (name)
        where v_claims ->> c.name is null or v_claims ->> c.name ~ '^\s*$'
    );
begin
    if v_missing is not null then
        perform sched_engine.refuse('SC014', format('The token lacks the claim %s.', v_missing),
            'A token needs the claims exp, aud and role, and should have sub: who is acting.');
    elsif coalesce(v_claims ->> 'role' <> all(sched_http.key_roles()), true) then
        perform sched_engine.refuse('SC014', 'The token names no role of this API.',
            format('Roles: %s.', array_to_string(sched_http.key_roles(), ', ')));
    end if;
    role_name := v_claims ->> 'role';
    scope_id := sched_http.token_scope(v_claims);
    if role_name = 'sched_employee' then
        employee_id := (
            select e.id from sched.emp_employees as e where e.employee_number = v_claims ->> 'employee_number'
        );
        if employee_id is null then
            perform sched_engine.refuse('SC014', 'The token is of an employee who does not exist.',
                'A token with the role sched_employee needs the claim employee_number.');
        end if;
    end if;
    acting_user := left(v_claims ->> 'sub', 200);
end
$$;

comment on function sched_http.token_holder() is
    'Who makes the present HTTP request, by the claims of its bearer token: the role, the root of the subtree or the one
person that it is limited to, the acting user. Refuses (SC014) a token that lacks something.';
