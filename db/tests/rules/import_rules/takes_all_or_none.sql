-- Rows of text, by code.
begin;
select plan(7);

select results_eq(
    $$select * from sched_engine.import_rules('[
        {"rule_code": "A", "rule_measure": "daily_rest", "limit_value": "11", "window_hours": "24"},
        {"rule_code": "B", "rule_measure": "working_hours", "limit_value": "40", "window_hours": "168",
            "window_is_rolling": "false", "rule_set": "OWN", "is_active": "true"}]')$$,
    $$values (2::bigint, 0::bigint, 0::bigint)$$, 'two rules come'
);
select results_eq(
    $$select * from sched_engine.import_rules('[
        {"rule_code": "A", "limit_value": "11"}, {"rule_code": "B", "rule_set": "", "limit_value": "38.5"}]')$$,
    $$values (0::bigint, 1::bigint, 1::bigint)$$, 'one of them changes'
);
select is((select format('%s %s %s', w.limit_value, w.window_hours, w.rule_set) from sched.emp_work_rules as w
    where w.rule_code = 'B'), '38.50 168 ', 'what is not given stays, an empty cell is none');
select throws_ok(
    $$select * from sched_engine.import_rules('[{"rule_code": "A", "limit_value": "12"}, {"rule_code": "C"}]')$$,
    'SC016', 'Row 2, C: The work rule has no rule_measure and no limit_value.', 'an error names the row'
);
select is((select w.limit_value from sched.emp_work_rules as w where w.rule_code = 'A'), 11.00, 'and nothing is written');
select throws_ok(
    $$select * from sched_engine.import_rules('[{"rule_code": "A", "severity": "loud"}]')$$, '22P02', null, 'words are checked'
);
select results_eq($$select rule_code::text from sched_engine.set_rules('US', true)$$, array['US_OVERTIME'], 'a set is switched on');

select * from finish();
rollback;
