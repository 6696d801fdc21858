begin;
select plan(8);

create function pg_temp.set_to(p_value text) returns void language sql as $$
    update sched.system_configuration set config_value = p_value where config_key = 'pattern_complexity_level'
$$;
create function pg_temp.visible() returns text[] language sql as $$
    select array_agg(p.pattern_code::text order by p.pattern_code)
    from sched.operating_patterns as p
    where p.is_visible and p.is_system_pattern and p.complexity_level > 'simple'
$$;
create function pg_temp.hide(p_code text) returns void language sql as $$
    update sched.operating_patterns set is_visible = false where pattern_code = p_code
$$;

insert into sched.operating_patterns (pattern_code, pattern_name, complexity_level, is_visible)
values ('OURS', 'Ours', 'expert', true), ('OLD', 'Old', 'advanced', false);

select is(pg_temp.visible(), null, 'simple: none');
do $$ begin perform pg_temp.set_to('advanced'); end $$;
select is(
    pg_temp.visible(), '{CONTINENTAL,CONTINENTAL_2_2_3,DUPONT,FOUR_ON_FOUR_OFF,PITMAN,PITMAN_NIGHTS}', 'advanced'
);
do $$ begin
    perform pg_temp.hide('PITMAN');
    perform pg_temp.set_to('expert');
end $$;
select is(
    pg_temp.visible(), '{CONTINENTAL,CONTINENTAL_2_2_3,DUPONT,FOUR_ON_FOUR_OFF,PANAMA,PITMAN_NIGHTS}',
    'expert; what somebody has hidden stays hidden'
);
do $$ begin perform pg_temp.set_to('advanced'); end $$;
select is(
    pg_temp.visible(), '{CONTINENTAL,CONTINENTAL_2_2_3,DUPONT,FOUR_ON_FOUR_OFF,PITMAN_NIGHTS}', 'advanced again'
);
update sched.system_configuration set is_active = false where config_key = 'pattern_complexity_level';
select is(pg_temp.visible(), null, 'a setting that is not in force is simple');
update sched.system_configuration set is_active = true where config_key = 'pattern_complexity_level';
select is(cardinality(pg_temp.visible()), 6, 'and in force again');
delete from sched.system_configuration where config_key = 'pattern_complexity_level';
select is(pg_temp.visible(), null, 'so is one that is gone');
select results_eq(
    $$select p.pattern_code::text, p.is_visible from sched.operating_patterns as p
        where not p.is_system_pattern order by 1$$,
    $$values ('OLD', false), ('OURS', true)$$,
    'what people made is left alone'
);

select * from finish();
rollback;
