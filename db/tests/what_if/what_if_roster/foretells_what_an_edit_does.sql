begin;
select plan(10);
\ir ../../small_plant.psql
\ir ../../small_staff.psql
select set_config('sched.now', '2026-01-02 00:00+00', true);
select count(*) from sched_engine.generate_roster(null, '2026-01-03', '2026-01-31');

select results_eq(
    $$select w ->> 'people', w ->> 'hours_before', w ->> 'hours_after', w ->> 'total', w ->> 'conflict'
        from sched_engine.what_if_roster(
            '{"kind": "absence", "employee": "A", "start_date": "2026-01-04", "end_date": "2026-01-05"}', '2026-01-04', '2026-01-10'
        ) as w$$,
    $$values ('1', '46.000000', '23.000000', '2', null::text)$$, 'a sick week costs the hours of its shifts'
);
select is(
    (sched_engine.what_if_roster(
        '{"kind": "rotation", "team": "RED", "cycle_offset_days": 1}', '2026-01-04', '2026-01-31'
    ) ->> 'people')::integer, 2, 'a team that rotates later concerns all in it'
);
select is_empty($$select from sched.emp_absences$$, 'nothing was entered');
select is((select cycle_offset_days from sched.emp_teams where team_code = 'RED'), 0, 'nothing was changed');
select matches(
    sched_engine.what_if_roster('{"kind": "rotation", "team": "RED", "cycle_offset_days": 9}', '2026-01-04', '2026-01-31')
    #>> '{conflict,message}', 'RED', 'an edit that would be refused says why'
);
select throws_ok(
    $$select sched_engine.what_if_roster('{"kind": "party"}', '2026-01-04', '2026-01-31')$$, 'SC008', null,
    'a kind that there is not'
);
select is(
    sched_engine.what_if_people('{"kind": "change", "employee": "A", "change_kind": "extra"}'),
    array[sched_engine.employee_id('A')], 'a change that nobody takes over concerns one person'
);
create temp table extra as
with added as (
    insert into sched.emp_roster_changes (employee_id, change_kind, schedule_date, start_time, end_time)
    values (sched_engine.employee_id('A'), 'extra', '2026-01-31', '2026-01-31 22:00Z', '2026-01-31 23:00Z')
    returning id
)
select a.id from added as a;
select results_eq(
    $$select w ->> 'people', (w ->> 'hours_after')::numeric - (w ->> 'hours_before')::numeric, w -> 'conflict'
        from extra as e
        cross join lateral sched_engine.what_if_roster(
            jsonb_build_object('kind', 'cancel_change', 'roster_change_id', e.id), '2026-01-31', '2026-01-31'
        ) as w$$,
    $$values ('1', -1.0, jsonb 'null')$$, 'a shift more that is taken back'
);
select is(
    (select c.change_status::text from sched.emp_roster_changes as c inner join extra as e on e.id = c.id), 'approved',
    'and is still there'
);
select throws_ok(
    $$select sched_engine.what_if_roster('{"kind": "cancel_change", "roster_change_id": 0}', '2026-01-31', '2026-01-31')$$,
    'SC001', null, 'a change that there is not'
);

select * from finish();
rollback;
