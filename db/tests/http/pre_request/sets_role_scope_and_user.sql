-- As PostgREST calls it: as sched_anon or the role of the token, with the request in settings.
begin;
select plan(9);
\ir ../../small_plant.psql

select sched_http.create_api_key('mes', 'sched_planner', pg_temp.id('LINE')) as key, pg_temp.id('LINE') as line \gset
create function pg_temp.ask(p_headers json, p_claims json default '{"role": "sched_anon"}', p_path text default '/')
returns text language plpgsql as $$
declare
    v_answer text;
begin
    perform set_config('request.headers', p_headers::text, true),
        set_config('request.jwt.claims', p_claims::text, true), set_config('request.method', 'GET', true),
        set_config('request.path', p_path, true), set_config('statement_timeout', '0', true),
        set_config('role', p_claims ->> 'role', true);
    perform sched_http.pre_request();
    v_answer := concat_ws(
        ' ', current_user, nullif(current_setting('sched.scope'), ''), nullif(current_setting('app.current_user'), ''),
        current_setting('statement_timeout')
    );
    perform set_config('role', 'none', true);
    return v_answer;
exception when sqlstate 'PGRST' then
    return sqlerrm::json ->> 'code';
end
$$;
create function pg_temp.token(p_more jsonb default '{}') returns json language sql as $$
    select jsonb_strip_nulls(
        '{"role": "sched_viewer", "aud": "equipment-scheduling", "exp": 4102444800, "sub": "thandi"}' || p_more
    )
$$;

select is(pg_temp.ask('{}'), 'sched_anon 15s', 'nobody');
select is(
    pg_temp.ask(json_build_object('x-api-key', :'key')), format('sched_planner {%s} mes 1min', :line), 'a key'
);
select is(pg_temp.ask('{"authorization": "Bearer x"}', pg_temp.token()), 'sched_viewer thandi 15s', 'a token');
select is(
    pg_temp.ask('{"authorization": "Bearer x"}', pg_temp.token('{"resource_code": "LINE"}')),
    format('sched_viewer {%s} thandi 15s', :line), 'a limited token'
);
select is(pg_temp.ask('{"authorization": "Bearer x"}', pg_temp.token('{"exp": null}')), 'SC014', 'it must expire');
select is(pg_temp.ask('{"x-api-key": "no"}'), 'SC014', 'no key');
select is(pg_temp.ask('{}', p_path => '/resources'), 'SC014', 'nobody, and more than health');
select is(pg_temp.ask(json_build_object('x-api-key', :'key'), p_path => '/audit_log'), '42501', 'not for this role');
select is(
    (select count(*) from pg_proc as p where p.oid = 'sched_http.pre_request'::regproc and p.prosecdef), 0::bigint, 'the role is set by an invoker'
);

select * from finish();
rollback;
