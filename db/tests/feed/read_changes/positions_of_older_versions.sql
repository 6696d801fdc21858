begin;
select plan(4);
\ir ../../small_plant.psql

insert into sched.schedule_changes (epoch, transaction_id, resource_id, change_kind, schedule_dates, changed_by)
values (1, '3', pg_temp.id('M1'), 'generated', '[2030-01-01,2030-02-01)', 'test')
returning id as entry \gset

create function pg_temp.told(p_position text) returns text language plpgsql as $$
declare
    v_hint text;
begin
    perform sched_engine.read_changes(p_position);
    return 'accepted';
exception when sqlstate 'SC017' then
    get stacked diagnostics v_hint = pg_exception_hint;
    return sqlerrm || ' ' || v_hint;
end
$$;

select is(
    pg_temp.told(format('3-%s', :entry)),
    format(
        '3-%1$s is a position from an older version, with two parts. Continue from 1-3-%1$s. If that is refused, take '
        'the feed''s end, read the plan again, then continue from that end.', :entry
    ),
    'one of two parts is from before positions had an epoch'
);
select is(pg_temp.told(format('1-3-%s', :entry)), 'accepted', 'it goes on from where it was');
select ok(pg_temp.told('1-3-999999999999') ~ '^The change feed no longer has the entry', 'unless that is gone');
select throws_ok($$select sched_engine.read_changes('3-')$$, 'SC004', null, 'anything else is no position');

select * from finish();
rollback;
