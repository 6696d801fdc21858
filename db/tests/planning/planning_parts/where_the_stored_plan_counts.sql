begin;
select plan(5);
\ir ../../small_plant.psql
set local sched.now = '2025-03-10 12:00Z';

create function pg_temp.parts(p_range daterange, p_anew boolean) returns text language sql as $$
    select string_agg(p.part || case when p.is_continued then ' continued' else '' end, ', ' order by p.part)
    from sched_engine.planning_parts(
        p_range, p_anew, greatest(sched_engine.last_begun_date(), sched_engine.period_lock())
    ) as p
$$;

select is(
    pg_temp.parts('[2025-01-01,2025-12-31]', false),
    '[2025-01-01,2025-03-15) continued, [2025-03-15,2026-01-01)', 'up to three dates after the last that has begun'
);
select is(
    pg_temp.parts('[2025-01-01,2025-12-31]', true),
    '[2025-01-01,2025-01-05) continued, [2025-01-05,2026-01-01)', 'planned anew, only at the edges'
);
select is(pg_temp.parts('[2025-01-01,2025-01-20]', true),
    '[2025-01-01,2025-01-05) continued, [2025-01-05,2025-01-17), [2025-01-17,2025-01-21) continued', 'at both of them');
select is(pg_temp.parts('[2025-01-01,2025-01-05]', true), '[2025-01-01,2025-01-06) continued', 'which may meet');
update sched.system_configuration set config_value = '2025-06-30' where config_key = 'period_lock_date';
select is(
    pg_temp.parts('[2025-07-01,2025-12-31]', false),
    '[2025-07-01,2025-07-04) continued, [2025-07-04,2026-01-01)', 'what is locked counts as begun'
);

select * from finish();
rollback;
