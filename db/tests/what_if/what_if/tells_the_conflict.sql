begin;
select plan(10);
\ir ../../small_plant.psql
select set_config('sched.now', '2026-01-04 12:00+00', true);

do $$ begin
    perform pg_temp.assign('LINE', 'TWO_SHIFT', '2026-02-01', '2026-02-28');
    perform pg_temp.add_pattern('OWN', 1, '0 06:00-14:00 D');
end $$;
create function pg_temp.conflict(p_edit jsonb) returns text language sql as $$
    select concat_ws(' ', r -> 'conflict' ->> 'code', r -> 'total' ->> 'machines')
    from sched_engine.what_if(p_edit) as r
$$;

select is(
    sched_engine.what_if('{"kind": "assign", "resource": "LINE", "pattern": "24_7", "from": "2026-02-10"}')
        #> '{conflict}' #- '{detail}',
    '{"code": "SC005", "message": "LINE already follows pattern TWO_SHIFT from 2026-02-01 to 2026-02-28.",
      "hint": "End or remove that assignment first, or choose dates outside it."}',
    'the very error the edit would raise'
);
select is(
    pg_temp.conflict('{"kind": "exception", "resource": "M1", "type": "other", "start": "2026-02-01", "end": "2026-01-01"}'),
    'SC004 0', 'an exception that ends before it starts'
);
select is(
    pg_temp.conflict('{"kind": "exception", "resource": "M1", "type": "party", "start": "2026-02-01"}'), '22P02 0',
    'an unknown type'
);
select is(
    pg_temp.conflict('{"kind": "pattern_rules", "pattern": "24_7", "rules": []}'), 'SC007 0', 'a built-in pattern'
);
select is(
    pg_temp.conflict('{"kind": "pattern_rules", "pattern": "OWN", "rules": [
        {"cycle_day": 0, "start_time": "06:00", "end_time": "14:00"}, {"cycle_day": 0, "start_time": "13:00", "end_time": "15:00"}
    ]}'), 'SC006 0', 'shifts that overlap'
);
select is(
    pg_temp.conflict(jsonb_build_object('kind', 'calendars', 'resource', 'M1', 'calendar_ids', array[-1])), '23503 0',
    'a calendar that does not exist'
);
select throws_ok($$select sched_engine.what_if('{"kind": "unassign", "resource": "M9"}')$$, 'SC001', null, 'unknown code');
select throws_ok($$select sched_engine.what_if('{"kind": "unassign", "resource_id": -1}')$$, 'SC001', null, 'unknown id');
select throws_ok(
    $$select sched_engine.what_if('{"kind": "rename", "resource": "M1"}')$$, 'SC008',
    'rename is not a kind of edit that can be previewed.', 'unknown kind'
);
select throws_ok(
    $$select sched_engine.what_if('{"kind": "unassign", "resource": "M1", "form": "2026-02-01"}')$$, 'SC008',
    'An edit of kind unassign has no form.', 'a slip of the pen is not passed over'
);

select * from finish();
rollback;
