-- Weekly rests on average, as article 16 of Directive 2003/88/EC allows: so many rests in so many days.
set local role sched_owner;

alter table sched.emp_work_rules
drop constraint emp_work_rules_only_hours_are_averaged,
add constraint emp_work_rules_averages_fit check (
    averaged_over_days is null
    or (
        rule_measure in ('weekly_rest', 'working_hours', 'night_hours') and 24 * averaged_over_days >= window_hours
        and (rule_measure <> 'weekly_rest' or 24 * averaged_over_days % window_hours = 0)
    )
);
comment on column sched.emp_work_rules.averaged_over_days is
    'Hours are summed over so many days, and the limit is for the average of the windows in them; of weekly_rest, so many days
have one rest of this length for each window in them. Null: for each window.';

-- Where people rely on the stricter one it stays: nothing that is switched on changes by itself.
update sched.emp_work_rules
set
    averaged_over_days = 14,
    rule_name = '35 hours of rest (24 and 11) for each 7 of 14 days from when work begins',
    source = 'Directive 2003/88/EC, articles 5 and 16(a)'
where rule_code = 'EU_WEEKLY_REST' and not is_active and averaged_over_days is null
    and source = 'Directive 2003/88/EC, article 5';
