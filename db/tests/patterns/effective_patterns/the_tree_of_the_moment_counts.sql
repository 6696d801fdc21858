begin;
select plan(3);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.add_resource('OTHER', 'area', 'SITE');
    perform pg_temp.assign('AREA', '24_7', '2025-01-01');
    perform pg_temp.assign('OTHER', 'DAY_ONLY', '2025-01-01');
end $$;
create function pg_temp.pattern() returns text language sql as $$
    select p.pattern_code
    from sched_engine.effective_patterns(array[pg_temp.id('M1')], '2025-01-15', '2025-01-15') as e
    inner join sched.operating_patterns as p on p.id = e.pattern_id
$$;

select is(pg_temp.pattern(), '24_7', 'from the area it is in');
update sched.resources set parent_resource_id = pg_temp.id('OTHER') where resource_code = 'LINE';
select is(pg_temp.pattern(), 'DAY_ONLY', 'from the area its line moved to');
update sched.resources set is_active = false where resource_code = 'OTHER';
select is(pg_temp.pattern(), 'DAY_ONLY', 'whether or not that area is active itself');

select * from finish();
rollback;
