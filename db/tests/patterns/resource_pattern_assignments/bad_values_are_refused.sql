begin;
select plan(10);
\ir ../../small_plant.psql

create function pg_temp.try(p_from date, p_to date, p_by text default 'test', p_pattern bigint default null)
returns void language sql as $$
    insert into sched.resource_pattern_assignments
        (resource_id, pattern_id, effective_date, end_date, assigned_by)
    values (
        pg_temp.id('M1'), coalesce(p_pattern, sched_engine.pattern_id('24_7')), p_from, p_to, p_by
    )
$$;

select throws_ok(
    $$select pg_temp.try('2025-01-02', '2025-01-01')$$, '23514', null, 'an end before the start'
);
select throws_ok($$select pg_temp.try(null, '2025-01-01')$$, '23502', null, 'no start');
select throws_ok($$select pg_temp.try('-infinity', null)$$, '23514', null, 'since ever');
select throws_ok($$select pg_temp.try('2025-01-01', 'infinity')$$, '23514', null, 'for ever');
select throws_ok($$select pg_temp.try('1969-12-31', null)$$, '23514', null, 'before 1970');
select throws_ok($$select pg_temp.try('2025-01-01', '2200-01-01')$$, '23514', null, 'after 2199');
select throws_ok($$select pg_temp.try('2025-01-01', null, ' ')$$, '23514', null, 'by nobody');
select throws_ok($$select pg_temp.try('2025-01-01', null, 'test', -1)$$, '23503', null, 'an unknown pattern');
select lives_ok($$select pg_temp.try('2025-01-01', '2025-01-01')$$, 'a single day');
select lives_ok($$delete from sched.resources where resource_code = 'M1'$$, 'they go with their resource');

select * from finish();
rollback;
