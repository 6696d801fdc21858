begin;
select plan(6);

insert into sched.holiday_calendars (calendar_code, calendar_name) values ('GIVEN-1', 'One'), ('GIVEN-2', 'Two');
select
    sched_engine.calendar_id('GIVEN-1') as one,
    sched_engine.calendar_id('GIVEN-2') as two \gset

select is(sched_http.given_calendar(:one, null), :one::bigint, 'by its id');
select is(sched_http.given_calendar(null, 'GIVEN-1'), :one::bigint, 'by its code');
select is(sched_http.given_calendar(:two, 'GIVEN-1', :two, 'GIVEN-1'), :two::bigint, 'as it was');
select is(sched_http.given_calendar(:two, 'GIVEN-1', :two, 'OLD'), :one::bigint, 'what stays says nothing');
select throws_ok(
    format('select sched_http.given_calendar(%s, ''GIVEN-1'')', :two), 'SC016',
    format('calendar_id %s and calendar_code ''GIVEN-1'' are two calendars.', :two), 'two of them'
);
select throws_ok('select sched_http.given_calendar(-1, null)', 'SC001', 'There is no calendar with the id -1.', 'none');

select * from finish();
rollback;
