begin;
select plan(12);
\ir ../../small_plant.psql
\ir ../../small_staff.psql

create function pg_temp.told(p_statement text) returns text language plpgsql as $$
begin
    execute p_statement;
    return 'done';
exception when others then
    return concat_ws('|', sqlstate, sqlerrm);
end
$$;

select is(
    pg_temp.told($$insert into sched.emp_teams (team_code, team_name, resource_id, pattern_id, cycle_offset_days) select 'N', 'New', pg_temp.id('SITE'), id, 4 from sched.operating_patterns where pattern_code = 'DAYNIGHT'$$),
    'SC023|Team N cannot run 4 days behind: the cycle of its pattern DAYNIGHT has 4 days.',
    'as far as its cycle is long'
);
select is(
    pg_temp.told($$insert into sched.emp_teams (team_code, team_name, resource_id, pattern_id, cycle_offset_days) select 'N', 'New', pg_temp.id('SITE'), id, -1 from sched.operating_patterns where pattern_code = 'DAYNIGHT'$$),
    'SC023|Team N cannot run -1 days behind: the cycle of its pattern DAYNIGHT has 4 days.',
    'ahead'
);
select is(
    pg_temp.told($$insert into sched.emp_teams (team_code, team_name, resource_id, pattern_id, cycle_offset_days) select 'N', 'New', pg_temp.id('SITE'), id, 3 from sched.operating_patterns where pattern_code = 'DAYNIGHT'$$),
    'done',
    'behind by less'
);
select is(
    pg_temp.told($$update sched.emp_teams set cycle_offset_days = 1, pattern_id = null where team_code = 'N'$$),
    'SC023|Team N runs 1 day behind, but has no pattern.',
    'behind nothing'
);
select is(
    pg_temp.told($$insert into sched.emp_teams (team_code, team_name) values ('O', 'Other')$$),
    'SC023|Team O has no home, and so no time zone for its shifts.',
    'without a zone'
);
select is(
    pg_temp.told($$update sched.emp_teams set handover_minutes = 121 where team_code = 'N'$$),
    'SC023|Team N cannot hand over for 121 minutes.',
    'too long to hand over'
);
select is(
    pg_temp.told($$insert into sched.emp_teams (team_name, resource_id) values ('Other', pg_temp.id('SITE'))$$),
    'SC016|Team (without a code) has no team_code.',
    'without a code'
);
select is(
    pg_temp.told($$delete from sched.emp_teams where team_code = 'RED'$$),
    'SC011|Team RED cannot be deleted: it has or had members.',
    'with members'
);
select is(
    pg_temp.told($$delete from sched.emp_teams where team_code = 'N'$$),
    'done',
    'without'
);
select is(
    pg_temp.told($$update sched.operating_patterns set cycle_days = 2 where pattern_code = 'DAYNIGHT'$$),
    'SC023|Pattern DAYNIGHT cannot have a cycle of 2 days: team BLUE runs 2 days behind.',
    'a cycle that becomes too short'
);
select is(
    pg_temp.told($$update sched.operating_patterns set cycle_days = 3 where pattern_code = 'DAYNIGHT'$$),
    'done',
    'and one that does not'
);
select is(
    pg_temp.told($$delete from sched.operating_patterns where pattern_code = 'DAYNIGHT'$$),
    'SC011|Pattern DAYNIGHT cannot be deleted: 2 teams work by it.',
    'a pattern in use'
);

select * from finish();
rollback;
