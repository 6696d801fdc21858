-- The version before measures rests window by window, which is stricter: no such rule is lost.
set local role sched_owner;

drop function if exists sched_engine.rests_between(
    sched.emp_work_rules, bigint[], date, date, sched_engine.roster_version[]
);
update sched.emp_work_rules
set
    rule_name = '35 hours of rest (24 and 11) in each 7 days from when work begins',
    source = 'Directive 2003/88/EC, article 5'
where rule_code = 'EU_WEEKLY_REST' and averaged_over_days = 14
    and source = 'Directive 2003/88/EC, articles 5 and 16(a)';
update sched.emp_work_rules
set averaged_over_days = null
where rule_measure = 'weekly_rest' and averaged_over_days is not null;
alter table sched.emp_work_rules
drop constraint emp_work_rules_averages_fit,
add constraint emp_work_rules_only_hours_are_averaged check (
    averaged_over_days is null
    or (rule_measure in ('working_hours', 'night_hours') and 24 * averaged_over_days >= window_hours)
);
comment on column sched.emp_work_rules.averaged_over_days is
    'Hours are summed over so many days, and the limit is for the average of the windows in them; null: for each window.';
