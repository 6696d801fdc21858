-- Rules that were entered stay, but for what they lack in the version before.
set local role sched_owner;

-- Functions that take or return the types go with them.
drop view if exists api_v2.work_rules cascade;
drop function if exists api_v2.rule_breaches(date, date, bigint[]);
drop function if exists sched_http.tell_breaches() cascade;
drop function if exists sched_http.keep_rules_in_scope() cascade;
drop function if exists sched_engine.check_rules_at_commit() cascade;
drop function if exists sched_engine.guard_work_rule() cascade;
drop function if exists sched_engine.lint_rules(date, date);
drop function if exists sched_engine.breaches_shown(bigint[], date, date);
drop function if exists sched_engine.rule_breaches(bigint[], date, date);
drop function if exists sched_engine.import_rules(jsonb);
drop function if exists sched_engine.rule_of_cells(jsonb, jsonb);
drop function if exists sched_engine.set_rules(text, boolean);
drop function if exists sched_engine.rule_suspects(sched.emp_work_rules, bigint[], date, date, integer);
drop function if exists sched_engine.held_people(sched.emp_work_rules, bigint[], date, date);
drop function if exists sched_engine.await_rosters();
drop type sched_engine.found_breach cascade;
drop type sched_engine.roster_version cascade;
drop type sched_engine.proposed_shift cascade;

delete from sched.emp_work_rules
where rule_set in ('EU', 'UK', 'US', 'ZA', 'CA');
drop policy in_scope on sched.emp_work_rules;
drop policy granted on sched.emp_work_rules;
alter table sched.emp_work_rules
disable row level security,
drop constraint emp_work_rules_operator_fits,
drop constraint emp_work_rules_window_fits,
drop constraint emp_work_rules_fixed_windows_are_days,
drop constraint emp_work_rules_only_hours_are_averaged,
drop constraint emp_work_rules_night_fits,
drop column anchor_time cascade,
drop column anchor_date cascade,
add column window_anchor sched.plan_instant;
do $$
declare
    v_column text;
begin
    for v_column in
        select a.attname
        from pg_catalog.pg_attribute as a
        where a.attrelid = 'sched.emp_work_rules'::regclass and a.attnum > 0 and not a.attisdropped
    loop
        execute format('comment on column sched.emp_work_rules.%I is null', v_column);
    end loop;
end
$$;
