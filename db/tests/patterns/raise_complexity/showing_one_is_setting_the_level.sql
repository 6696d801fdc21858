begin;
select plan(7);

create function pg_temp.level() returns text language sql as $$
    select c.config_value from sched.system_configuration as c where c.config_key = 'pattern_complexity_level'
$$;
create function pg_temp.visible() returns bigint language sql as $$
    select count(*) from sched.operating_patterns as p where p.is_visible and p.complexity_level > 'simple'
$$;

update sched.operating_patterns set is_visible = true where pattern_code = 'PITMAN';
select is(pg_temp.level(), 'advanced', 'one that is advanced');
select is(pg_temp.visible(), 6::bigint, 'and the others of its level with it');
update sched.system_configuration set config_value = 'simple' where config_key = 'pattern_complexity_level';
update sched.operating_patterns set is_visible = true where complexity_level in ('advanced', 'expert');
select is(pg_temp.level(), 'expert', 'all at once');
select is(pg_temp.visible(), 7::bigint, 'and all are visible');
update sched.operating_patterns set is_visible = false where pattern_code = 'PANAMA';
select is(pg_temp.level(), 'expert', 'hiding one lowers nothing');
delete from sched.system_configuration where config_key = 'pattern_complexity_level';
update sched.operating_patterns set is_visible = true where pattern_code = 'DUPONT';
select is(pg_temp.level(), 'advanced', 'a setting that is gone comes back');
update sched.operating_patterns set is_visible = true where pattern_code = 'TWO_SHIFT';
select is(pg_temp.level(), 'advanced', 'simple ones have nothing to do with it');

select * from finish();
rollback;
