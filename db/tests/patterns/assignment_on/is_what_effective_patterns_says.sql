begin;
select plan(3);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01', '2025-06-30');
    perform pg_temp.assign('SITE', '24_7', '2025-08-01');
    perform pg_temp.assign('LINE', 'DAY_ONLY', '2025-03-01', '2025-03-31');
    perform pg_temp.assign('M1', '24_7', '2025-03-10', '2025-03-12');
end $$;

select is_empty(
    $$select r.resource_code, d.day, e.assignment_id
        from sched.resources as r
        cross join generate_series(timestamp '2024-12-25', '2025-09-01', interval '1 day') as d (day)
        left join sched_engine.effective_patterns(
            array(select i.id from sched.resources as i), '2024-12-25', '2025-09-01'
        ) as e on e.resource_id = r.id and e.valid @> d.day::date
        where sched_engine.assignment_on(r.path_ids, d.day::date) is distinct from e.assignment_id$$,
    'on every date, of every resource'
);
select is_empty(
    $$select r.resource_code
        from sched.resources as r
        cross join (values (date '2025-03-11'), ('2025-03-20'), ('2025-07-15')) as d (day)
        left join sched_engine.pattern_inheritance(null, d.day) as i on i.resource_id = r.id
        left join sched_engine.effective_patterns(array[r.id], d.day, d.day) as e on true
        where (i.pattern_id, i.inherited_from_id) is distinct from (e.pattern_id, e.inherited_from)$$,
    'and so does the tree of inheritance'
);
-- At 22:30 UTC it is the next day in Johannesburg.
set local sched.now = '2025-03-31 22:30Z';
select results_eq(
    $$select v.effective_pattern_code, v.pattern_inherited_from from api_v1.resources as v where v.resource_code = 'M1'$$,
    $$values (text 'TWO_SHIFT', text 'SITE')$$,
    'today is today by the clock of the resource'
);

select * from finish();
rollback;
