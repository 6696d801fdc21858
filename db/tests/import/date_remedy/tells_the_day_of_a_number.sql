begin;
select plan(3);

select is(
    sched_engine.date_remedy('46023'),
    'That is the number by which Excel keeps 2026-01-01: write 2026-01-01, or give the cell a date format.',
    'a number of five digits is told as the day that Excel means'
);
select is(
    sched_engine.date_remedy('31.12.2026'), 'Write it as YYYY-MM-DD, for example 2026-12-31.',
    'anything else is shown how to write a date'
);
select is(
    (
        select c.message || ' ' || c.remedy
        from sched_engine.check_cells('[{"line": 2, "day": "46023"}]', '{"day": "sched.plan_date"}', '{}') as c
    ),
    'This is not a date between 1970-01-01 and 2199-12-31. ' || sched_engine.date_remedy('46023'),
    'cells that are no date get this remedy'
);

select * from finish();
rollback;
