begin;
select plan(4);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.assign('SITE', '24_7', '2025-01-01');
    perform pg_temp.assign('AREA', 'TWO_SHIFT', '2025-01-10', '2025-01-20');
    perform pg_temp.assign('M1', 'DAY_ONLY', '2025-01-15', '2025-01-25');
end $$;
create function pg_temp.followed(p_code text, p_from date, p_to date) returns setof text language sql as $$
    select concat_ws(' ', p.pattern_code, e.valid, r.resource_code)
    from sched_engine.effective_patterns(array[pg_temp.id(p_code)], p_from, p_to) as e
    inner join sched.operating_patterns as p on p.id = e.pattern_id
    left join sched.resources as r on r.id = e.inherited_from
    order by e.valid
$$;

select results_eq(
    $$select pg_temp.followed('M1', '2025-01-05', '2025-01-31')$$,
    array[
        '24_7 [2025-01-05,2025-01-10) SITE', 'TWO_SHIFT [2025-01-10,2025-01-15) AREA',
        'DAY_ONLY [2025-01-15,2025-01-26)', '24_7 [2025-01-26,2025-02-01) SITE'
    ],
    'its own, else the nearest ancestor''s, date by date'
);
select results_eq(
    $$select pg_temp.followed('M2', '2025-01-05', '2025-01-31')$$,
    array[
        '24_7 [2025-01-05,2025-01-10) SITE', 'TWO_SHIFT [2025-01-10,2025-01-21) AREA',
        '24_7 [2025-01-21,2025-02-01) SITE'
    ],
    'a sister machine does not notice'
);
select results_eq(
    $$select pg_temp.followed('AREA', '2025-01-10', '2025-01-10')$$,
    array['TWO_SHIFT [2025-01-10,2025-01-11)'],
    'nor do descendants change an ancestor'
);
select is(
    (
        select e.assignment_id
        from sched_engine.effective_patterns(array[pg_temp.id('M1')], '2025-01-15', '2025-01-15') as e
    ),
    (select a.id from sched.resource_pattern_assignments as a where a.resource_id = pg_temp.id('M1')),
    'the assignment itself is named'
);

select * from finish();
rollback;
