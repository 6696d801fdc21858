begin;
select plan(7);

create temporary table before as select c.config_key, c.config_value from sched.system_configuration as c;
create function pg_temp.changed() returns text language sql as $$
    select string_agg(c.config_key || '=' || c.config_value, ' ' order by c.config_key)
    from sched.system_configuration as c
    inner join before as b on b.config_key = c.config_key and b.config_value <> c.config_value
$$;

select ok(not sched_engine.is_workforce_on(), 'off at first');
select sched_engine.enable_workforce('advanced');
select is(
    pg_temp.changed(), 'employee_module_enabled=true pattern_complexity_level=advanced phase2_enabled=true',
    'three settings'
);
select ok(sched_engine.is_workforce_on(), 'on');
select sched_engine.enable_workforce();
select is(
    pg_temp.changed(), 'employee_module_enabled=true pattern_complexity_level=expert phase2_enabled=true',
    'expert unless said otherwise'
);
select throws_ok($$select sched_engine.enable_workforce('simple')$$, 'SC018', null, 'rotations are not simple');
select sched_engine.disable_workforce();
select is(pg_temp.changed(), null, 'off again');
select ok(not sched_engine.is_workforce_on(), 'and it is off');

select * from finish();
rollback;
