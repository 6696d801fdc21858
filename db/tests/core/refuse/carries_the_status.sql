begin;
select plan(9);

create function pg_temp.raised(p_code text, p_hint text default null, p_detail text default null)
returns text language plpgsql as $$
declare
    v_detail text;
    v_hint text;
begin
    perform sched_engine.refuse(p_code, 'What.', p_hint, p_detail);
exception when others then
    get stacked diagnostics v_detail = pg_exception_detail, v_hint = pg_exception_hint;
    return concat_ws('|', sqlstate, sqlerrm, v_detail, v_hint);
end
$$;

select is(pg_temp.raised('SC001'), 'SC001|What.||', 'a code and a message');
select is(pg_temp.raised('SC001', 'Do this.', 'Why.'), 'SC001|What.|Why.|Do this.', 'and what to do');
-- As functions of the system do, which have the rights of their owner.
set local role sched_owner;
select set_config('sched.refusals', 'sched_http', true) as request \gset
select is(pg_temp.raised('SC004', 'Do this.'), 'SC004|What.||Do this.', 'a request: 400 needs no more');
select is(
    pg_temp.raised('SC001', 'Do this.', 'Why.'),
    'PGRST|{"code" : "SC001", "message" : "What.", "details" : "Why.", "hint" : "Do this."}'
    '|{"status" : 404, "headers" : {}}|', 'other statuses are told to PostgREST'
);
select matches(pg_temp.raised('SC014'), '"status" : 401.*WWW-Authenticate.*Bearer', '401 says how');
select set_config('sched.plain_errors', 'on', true) as plain \gset
select is(pg_temp.raised('SC001'), 'SC001|What.||', 'but not where it is caught');


-- A session may set what it likes, and must not run its own code in the owner's name by that.
reset role;
create schema theirs;
create function theirs.tell_refusal(text, text, text, text) returns void language plpgsql as $$
begin
    raise exception 'called by %', current_user;
end
$$;
grant usage on schema theirs to public;
set local role sched_owner;
select set_config('sched.plain_errors', '', true) as plain, set_config('sched.refusals', 'theirs', true) as request \gset
select is(pg_temp.raised('SC001'), 'SC001|What.||', 'nobody else''s function is called');
select set_config('sched.refusals', 'no_such', true) as request \gset
select is(pg_temp.raised('SC001'), 'SC001|What.||', 'nor one that is not there');
select set_config('sched.refusals', 'x.y(z', true) as request \gset
select is(pg_temp.raised('SC001'), 'SC001|What.||', 'nor what is no name');

reset role;
select * from finish();
rollback;
