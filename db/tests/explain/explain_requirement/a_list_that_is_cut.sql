-- A list ends with a full stop, and one that is cut with an ellipsis.
begin;
select plan(3);
\ir ../../small_plant.psql
\ir ../../small_staff.psql
\ir ../../small_coverage.psql

select pg_temp.need('AREA', 2) as area \gset
create function pg_temp.ending(p_requirement bigint, p_machines text[]) returns text language sql as $$
    select regexp_replace(sched_engine.explain_requirement(p_requirement, p_machines), '^.*; ', '')
$$;
select is(pg_temp.ending(:area, '{A,B,C,D,E,F}'), '6 do: A, B, C, D, E, ...', 'five of six');
select is(pg_temp.ending(:area, '{A,B,C,D,E}'), '5 do: A, B, C, D, E.', 'all five');
select is(pg_temp.ending(:area, '{}'), 'none does.', 'none');

select * from finish();
rollback;
