begin;
select plan(9);
\ir ../../small_plant.psql

do $$ begin perform pg_temp.observe('SITE', 1, 'OWN', '2027-05-01 Labour', '2027-05-02 Other'); end $$;
select c.id as own from sched.holiday_calendars as c where c.calendar_code = 'OWN' \gset
insert into sched.holidays (calendar_id, holiday_name, recurrence_rule) values (:own, 'Founders', 'FREQ=YEARLY');
create function pg_temp.add(p_name text, p_date date, p_rule text default null, p_more text default '')
returns void language plpgsql as $$
begin
    execute format(
        'insert into sched.holidays (calendar_id, holiday_name, holiday_date, recurrence_rule) '
        'select c.id, %L, %L, %L from sched.holiday_calendars as c where c.calendar_code = ''OWN'' %s',
        p_name, p_date, p_rule, p_more
    );
end
$$;

select throws_ok(
    $$select pg_temp.add('Labour', '2027-05-01')$$, '23505',
    'Calendar OWN has the entry "Labour" on 2027-05-01 already.', 'calendar, name and date'
);
select throws_ok(
    $$select pg_temp.add('Founders', null, 'FREQ=YEARLY')$$, '23505',
    'Calendar OWN has the entry "Founders" by the rule FREQ=YEARLY already.', 'or the rule'
);
select throws_ok(
    $$update sched.holidays set holiday_date = '2027-05-01', holiday_name = 'Labour' where holiday_name = 'Other'$$, '23505',
    'Calendar OWN has the entry "Labour" on 2027-05-01 already.', 'also of one that is changed'
);
select lives_ok($$update sched.holidays set affects_scheduling = false where holiday_name = 'Labour'$$, 'not of itself');
select lives_ok($$select pg_temp.add('Labour', '2027-05-02')$$, 'another date is another entry');
select lives_ok(
    $$select pg_temp.add('Labour', '2027-05-01', null, 'on conflict do nothing')$$, 'who expects it is not disturbed'
);
select lives_ok(
    format($$select sched_engine.add_holiday(%s, '2027-05-01', 'Labour')$$, :own), 'nor is what changes the entry then'
);
create function pg_temp.add_again() returns void language sql as $$
    insert into sched.holidays (calendar_id, holiday_name, holiday_date)
    select c.id, 'Labour', '2027-05-01' from sched.holiday_calendars as c where c.calendar_code = 'OWN'
    on conflict do nothing
$$;
select lives_ok('select pg_temp.add_again()', 'in an SQL function neither');
select is(
    (select count(*) from sched.holidays as h where h.calendar_id = :own and h.holiday_name = 'Labour'), 2::bigint,
    'nothing was added'
);

select * from finish();
rollback;
