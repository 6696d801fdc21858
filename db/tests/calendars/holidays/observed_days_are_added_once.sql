begin;
select plan(7);

create function pg_temp.entries() returns setof text language sql as $$
    select concat_ws(' ', c.calendar_code, h.holiday_date, h.holiday_name, h.source, h.affects_scheduling)
    from sched.holidays as h
    inner join sched.holiday_calendars as c on c.id = h.calendar_id
    order by 1
$$;
create temp table before as select e from pg_temp.entries() as e;

\ir ../../../migrations/0026.observed-holidays.sql
reset role;
select set_eq('select pg_temp.entries()', 'select e from before', 'a second time it adds nothing');

\ir ../../../migrations/0026.observed-holidays.rollback.sql
reset role;
select results_eq(
    $$select substring(b.e from '^\S+ \S+') from before as b where b.e not in (select pg_temp.entries()) order by 1$$,
    array[
        'CA 2029-07-02', 'CA 2035-07-02', 'CA-MB 2029-07-02', 'CA-MB 2035-07-02', 'CA-NB 2029-07-02',
        'CA-NB 2035-07-02', 'CA-NT 2029-07-02', 'CA-NT 2035-07-02', 'CA-NU 2029-07-02', 'CA-NU 2035-07-02',
        'CA-ON 2029-07-02', 'CA-ON 2033-12-27', 'CA-ON 2035-07-02', 'US-MI 2027-12-30', 'US-MI 2028-12-29',
        'US-MI 2032-12-30', 'US-MI 2034-12-29'
    ],
    'undone, it takes away what it had added'
);

-- What people have made of the calendars meanwhile.
select sched_engine.add_holiday(
    sched_engine.calendar_id('US-MI'), '2028-12-29', 'New Year''s Eve (observed)', p_affects_scheduling => false
) as worked \gset
select sched_engine.remove_holiday(sched_engine.calendar_id('CA-MB'), '2029-07-01') as removed \gset
select sched_engine.add_holiday(sched_engine.calendar_id('CA-NB'), '2029-07-01', 'Canada Day') as own \gset
update sched.holiday_calendars set country_code = null where calendar_code = 'CA-NT';
create temp table changed as select e from pg_temp.entries() as e;
\ir ../../../migrations/0026.observed-holidays.sql
reset role;
create function pg_temp.has(p_code text, p_date date) returns boolean language sql as $$
    select exists (
        select from sched.holidays as h
        where h.calendar_id = sched_engine.calendar_id(p_code) and h.holiday_date = p_date and h.source = 'imported'
    )
$$;
select ok(not pg_temp.has('US-MI', '2028-12-29'), 'an entry by hand of that date and name stays as it is');
select ok(
    not pg_temp.has('CA-MB', '2029-07-02') and not pg_temp.has('CA-NB', '2029-07-02')
    and pg_temp.has('CA-MB', '2035-07-02'),
    'nothing is added for a holiday that somebody has removed, or entered otherwise'
);
select ok(not pg_temp.has('CA-NT', '2029-07-02'), 'nor to a calendar of the plant that is called alike');
select is_empty(
    'select e from changed except select pg_temp.entries()', 'nothing that was there is changed or removed'
);
\ir ../../../migrations/0026.observed-holidays.rollback.sql
reset role;
select set_eq('select pg_temp.entries()', 'select e from changed', 'and undoing it leaves entries by hand alone');

select * from finish();
rollback;
