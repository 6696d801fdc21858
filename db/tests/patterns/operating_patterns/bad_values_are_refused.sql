begin;
select plan(9);
\ir ../../small_plant.psql

create function pg_temp.try(
    p_code text, p_cycle integer default 7, p_anchor date default '2000-01-02',
    p_configuration jsonb default '{}'
) returns void language sql as $$
    insert into sched.operating_patterns (pattern_code, pattern_name, cycle_days, anchor_date, configuration)
    values (p_code, 'Name', p_cycle, p_anchor, p_configuration)
$$;

select throws_ok($$select pg_temp.try('24_7')$$, '23505', null, 'a code that exists');
select throws_ok($$select pg_temp.try('A;B')$$, '23514', null, 'a code with a semicolon');
select throws_ok($$select pg_temp.try('P', 0)$$, '23514', null, 'a cycle of no days');
select throws_ok($$select pg_temp.try('P', 367)$$, '23514', null, 'a cycle of more than a year');
select throws_ok($$select pg_temp.try('P', 7, 'infinity')$$, '23514', null, 'an infinite anchor');
select throws_ok($$select pg_temp.try('P', 7, '1900-01-01')$$, '23514', null, 'an anchor of another century');
select throws_ok($$select pg_temp.try('P', 7, null)$$, '23502', null, 'no anchor');
select throws_ok(
    $$select pg_temp.try('P', 7, '2000-01-02', '"x"')$$, '23514', null, 'configuration: no object'
);
select lives_ok($$select pg_temp.try('P', 366)$$, 'a cycle of a leap year');

select * from finish();
rollback;
