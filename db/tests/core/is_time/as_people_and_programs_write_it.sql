begin;
select plan(2);

select is_empty(
    $$
        select t.text from unnest(array[
            '2026-12-24 10:00', '2026-12-24T10:00', '2026-12-24 10:00:30', '2026-12-24T10:00:00.000Z', '2026-12-24T10:00:00.123456+02:00',
            '2026-12-24 10:00 +0200', '2026-12-24 10:00+02'
        ]) as t (text)
        where not sched_engine.is_time(t.text)
    $$, 'times'
);
select is_empty(
    $$
        select t.text from unnest(array[
            '', '2026-12-24', 'tomorrow', 'infinity', '2026-13-24 10:00', '2026-12-24 25:00', '24.12.2026 10:00', '2026-12-24 10',
            ' 2026-12-24 10:00', '2026-12-24 10:00 Europe/Berlin', '0026-12-24 10:00', null
        ]) as t (text)
        where sched_engine.is_time(t.text)
    $$, 'and what is none'
);

select * from finish();
rollback;
