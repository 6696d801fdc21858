begin;
select plan(2);
\ir ../../small_plant.psql
\ir explain.psql

set local sched.now = '2026-01-01Z';
do $$ begin
    perform pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01');
    update sched.holiday_calendars set is_default = true where calendar_code = 'ZA';
    update sched.resources set time_zone = 'America/Sao_Paulo' where resource_code = 'SITE';
    perform sched_engine.generate(array[pg_temp.id('M1')], '2026-09-24', '2026-09-24');
end $$;

select is(
    pg_temp.verdict('M1', '2026-09-24 12:00Z'), 'operating 100 D 06:00-14:00 2026-09-24',
    'a holiday of another country stops nothing'
);
select is(
    (
        select r ->> 'why'
        from jsonb_array_elements(pg_temp.ask('M1', '2026-09-24 12:00Z') -> 'losers') as r
        where r ->> 'kind' = 'holiday'
    ),
    'The default calendar ZA is for ZA, and America/Sao_Paulo is in BR.', 'and it is said why'
);

select * from finish();
rollback;
