begin;
select plan(5);
\ir ../../small_plant.psql
set local sched.now = '2025-03-10 12:00Z';
update sched.generated_dates
set dates = '{[2025-03-01,2025-03-31)}', dates_without_holidays = '{[2025-03-20,2025-03-22)}'
where resource_id = pg_temp.id('M1');

create function pg_temp.steps(p_from date, p_to date, p_holidays boolean, p_rewrite boolean) returns setof text
language sql as $$
    select concat_ws(' ', s.first_date, s.last_date, s.apply_holidays, case when s.is_missing then 'missing' end,
        case when s.continued_at is not null then 'continued' end, nullif(s.anew, '{}'))
    from sched_engine.planning_steps(
        array[pg_temp.id('M1')], datemultirange(daterange(p_from, p_to, '[]')), p_holidays, p_rewrite, sched_engine.current_instant()
    ) as s
$$;

select results_eq($$select pg_temp.steps('2025-03-10', '2025-03-25', null, false)$$, $$values
    ('2025-03-10 2025-03-14 t continued'), ('2025-03-15 2025-03-19 t'), ('2025-03-20 2025-03-21 f'),
    ('2025-03-22 2025-03-25 t')$$, 'as they were generated');
select results_eq($$select pg_temp.steps('2025-03-20', '2025-04-02', true, false)$$, $$values
    ('2025-03-20 2025-03-30 t'), ('2025-03-31 2025-04-02 t missing')$$, 'as the run says; missing ones last');
select results_eq($$select pg_temp.steps('2025-02-01', '2025-02-20', true, false)$$,
    $$values ('2025-02-01 2025-02-20 t missing')$$, 'nothing is stored around dates of long ago');
select results_eq($$select pg_temp.steps('2025-03-01', '2025-03-02', true, true)$$,
    $$values ('2025-03-01 2025-03-02 t continued {[2025-03-01,2025-03-03)}'),
    ('2025-03-03 2025-03-04 t continued {[2025-03-01,2025-03-03)}')$$, 'rewritten, and around that goes on');
update sched.system_configuration set config_value = '2025-03-20' where config_key = 'period_lock_date';
select results_eq($$select pg_temp.steps('2025-03-10', '2025-03-24', true, false)$$,
    $$values ('2025-03-21 2025-03-23 t continued'), ('2025-03-24 2025-03-24 t')$$, 'nothing that is locked');

select * from finish();
rollback;
