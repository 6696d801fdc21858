begin;
select plan(12);

insert into sched.holiday_calendars (calendar_code, calendar_name) values ('GIVEN-1', 'One'), ('GIVEN-2', 'Two');
create temp table kinds (kind, code, one, two) as
values
('pattern', 'TWO_SHIFT', sched_engine.pattern_id('TWO_SHIFT'), sched_engine.pattern_id('DAY_ONLY')),
('calendar', 'GIVEN-1', sched_engine.calendar_id('GIVEN-1'), sched_engine.calendar_id('GIVEN-2'));

select is(sched_http.given_id(kind, one, null), one, kind || ': by its id') from kinds;
select is(sched_http.given_id(kind, null, code), one, kind || ': by its code') from kinds;
select is(sched_http.given_id(kind, two, code, two, code), two, kind || ': as it was') from kinds;
select is(sched_http.given_id(kind, two, code, two, 'OLD'), one, kind || ': what stays says nothing') from kinds;
select throws_ok(
    format('select sched_http.given_id(%L, %s, %L)', kind, two, code), 'SC016',
    format('%1$s_id %2$s and %1$s_code ''%3$s'' are two %1$ss.', kind, two, code), kind || ': two of them'
)
from kinds;
select throws_ok(
    format('select sched_http.given_id(%L, -1, null)', kind), 'SC001',
    format('There is no %s with the id -1.', kind), kind || ': none'
)
from kinds;

select * from finish();
rollback;
