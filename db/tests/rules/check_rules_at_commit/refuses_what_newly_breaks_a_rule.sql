-- What an edit of a single person's roster newly breaks is refused or warned of; what was broken before is not in the way.
begin;
select plan(18);
\ir ../../small_plant.psql
\ir ../../small_staff.psql
select set_config('sched.now', '2026-01-02 00:00+00', true);
select count(*) from sched_engine.generate_roster(null, '2026-01-03', '2026-03-31');
set constraints all immediate;
set constraints all deferred;

create function pg_temp.commit(p_sql text) returns void language plpgsql as $$
begin
    execute p_sql;
    set constraints all immediate;
    set constraints all deferred;
    -- The next edit is one of its own.
    update sched.emp_schedule_changes set transaction_id = '3';
end
$$;
create function pg_temp.extra(p_number text, p_date date, p_from text, p_to text) returns text language sql as $$
    select format('select pg_temp.change(%L, ''extra'', %L, null, null, %L, %L)', p_number, p_date, p_from, p_to)
$$;

-- A works 5 January 07:00-19:00 by the clock of Johannesburg (day 1 of 4 is a night from 19:00 on 5 January).
select is(pg_temp.stored('A', '2026-01-04', '2026-01-06'),
    E'2026-01-04 D 04T05:00-04T10:00 scheduled\n2026-01-04 D 04T11:00-04T17:00 scheduled\n2026-01-05 N 05T17:00-06T05:00 scheduled',
    'A works a day and a night');
select lives_ok(format('select pg_temp.commit(%L)', pg_temp.extra('A', '2026-01-07', '2026-01-06 08:00Z', '2026-01-06 12:00Z')),
    'without rules anything goes');
select pg_temp.commit('update sched.emp_roster_changes set change_status = ''cancelled''');

insert into sched.emp_work_rules (rule_code, rule_name, rule_measure, limit_value, window_hours, severity, is_active)
values ('REST', 'Rest', 'daily_rest', 11, null, 'refuse', true);
select throws_ok(format('select pg_temp.commit(%L)', pg_temp.extra('A', '2026-01-06', '2026-01-06 11:00Z', '2026-01-06 15:00Z')),
    'SC026',
    'The roster of employee A would break the rule REST: 6 h of daily rest, and at least 11 is allowed, from 2026-01-06 07:00 to 2026-01-06 13:00.',
    'a shift six hours after a night is refused');
select is_empty($$select from sched.emp_roster_changes where change_status = 'approved'$$, 'and is not there');
select lives_ok(format('select pg_temp.commit(%L)', pg_temp.extra('A', '2026-01-06', '2026-01-06 16:00Z', '2026-01-06 20:00Z')),
    'one eleven hours after it is not');
select lives_ok(format('select pg_temp.commit(%L)', pg_temp.extra('A', '2026-01-06', '2026-01-06 20:30Z', '2026-01-06 22:00Z')),
    'nor what goes on with it after a pause');

update sched.emp_work_rules set limit_value = 13 where rule_code = 'REST';
select lives_ok(format('select pg_temp.commit(%L)', pg_temp.extra('A', '2026-01-19', '2026-01-19 10:00Z', '2026-01-19 12:00Z')),
    'what is broken elsewhere is not in the way');
select throws_ok(format('select pg_temp.commit(%L)', pg_temp.extra('A', '2026-01-06', '2026-01-06 15:00Z', '2026-01-06 16:00Z')),
    'SC026', null, 'what was broken before may not become worse');
select throws_ok($$select pg_temp.commit('select pg_temp.change(''A'', ''moved'', ''2026-01-05'', 60)')$$,
    'SC026', null, 'by moving a shift neither');
select lives_ok($$select pg_temp.commit('select pg_temp.change(''A'', ''moved'', ''2026-01-05'', -60)')$$,
    'but better');

update sched.emp_work_rules set limit_value = 11 where rule_code = 'REST';
select lives_ok($$select pg_temp.commit('select pg_temp.absent(''C'', ''2026-01-07'', ''2026-01-07'')')$$, 'an absence breaks nothing');
select lives_ok(format('select pg_temp.commit(%L)', pg_temp.extra('C', '2026-01-08', '2026-01-08 08:00Z', '2026-01-08 12:00Z')),
    'a shift after it');
select pg_temp.commit(pg_temp.extra('C', '2026-01-08', '2026-01-08 23:00Z', '2026-01-09 00:00Z'));
select throws_ok($$select pg_temp.commit('update sched.emp_absences set absence_status = ''cancelled''')$$, 'SC026', null,
    'to cancel an absence may bring a shift back that breaks a rule');
select throws_ok($$select pg_temp.commit('select pg_temp.change(''B'', ''swap'', ''2026-01-08'', null, ''C'')')$$,
    'SC026', null, 'whoever takes a shift is looked at');

update sched.emp_work_rules set severity = 'warn' where rule_code = 'REST';
select set_config('sched.rule_warnings', '', true);
set client_min_messages = error;
select lives_ok($$select pg_temp.commit('update sched.emp_absences set absence_status = ''cancelled''')$$,
    'a rule that warns lets it pass');
reset client_min_messages;
select is(current_setting('sched.rule_warnings', true), '1', 'and counts what it breaks');

update sched.emp_work_rules set severity = 'refuse' where rule_code = 'REST';
select lives_ok($$select pg_temp.commit('update sched.emp_teams set cycle_offset_days = 3 where team_code = ''BLUE''')$$,
    'what a team does is not refused');
update sched.emp_work_rules set is_active = false where rule_code = 'REST';
select lives_ok(format('select pg_temp.commit(%L)', pg_temp.extra('B', '2026-01-06', '2026-01-06 06:00Z', '2026-01-06 15:00Z')),
    'a rule that is off is none');

select * from finish();
rollback;
