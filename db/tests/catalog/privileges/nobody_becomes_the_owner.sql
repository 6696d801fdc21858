-- Types are looked up among temporary ones first, unless the search path of a function names them last.
begin;
select plan(2);
\ir ../../small_plant.psql

select pg_temp.id('M1') as m1 \gset
set local role sched_oee_reader;
create temporary table ran (role_name name);
grant insert on ran to public;
create function pg_temp.note(p_value pg_catalog.text) returns boolean language plpgsql as $$
begin
    insert into pg_temp.ran values (current_user);
    return true;
end
$$;
create domain pg_temp.text as pg_catalog.text check (pg_temp.note(value));
create domain pg_temp.jsonb as pg_catalog.jsonb check (pg_temp.note(null));
create domain pg_temp.date as pg_catalog.date check (pg_temp.note(null));
grant execute on function pg_temp.note(pg_catalog.text) to public;

select ok(api_v1.explain_availability(:m1, '2030-01-07 08:00Z') is not null, 'it answers');
select is_empty($$select r.role_name from pg_temp.ran as r where r.role_name <> 'sched_oee_reader'$$, 'and runs nothing of the caller');

select * from finish();
rollback;
