begin;
select plan(10);
\ir ../../small_plant.psql

select pg_temp.add_resource('UTC', 'site', null, 'UTC') as utc \gset
select pg_temp.add_resource('WEST', 'site', null, 'America/Los_Angeles') as west \gset
select pg_temp.add_resource('EAST', 'site', null, 'Pacific/Auckland') as east \gset
select pg_temp.add_resource('BEIRUT', 'site', null, 'Asia/Beirut') as beirut \gset
update sched.system_configuration set config_value = '2027-03-08' where config_key = 'period_lock_date';

prepare stop (text, timestamptz) as
select pg_temp.stop($1, 'breakdown', 'late', $2, $2 + interval '1 hour');
select throws_ok(format('execute stop(%L, %L)', t.code, t.start), 'SC010', null, t.what)
from (values
    ('UTC', '2027-03-08 12:00+00', 'noon of the locked date'),
    ('UTC', '2027-03-08 23:59:59+00', 'its last second'),
    ('WEST', '2027-03-09 07:59:59+00', 'west of it the date ends 8 h later'),
    ('EAST', '2027-03-08 10:59:59+00', 'and in the east 13 h earlier')
) as t (code, start, what);
select lives_ok(format('execute stop(%L, %L)', t.code, t.start), t.what)
from (values
    ('UTC', '2027-03-09 00:00+00', 'the first instant after it'),
    ('WEST', '2027-03-09 08:00+00', 'in the west'),
    ('EAST', '2027-03-08 11:00+00', 'in the east')
) as t (code, start, what);

-- The clocks of Beirut skip the first hour of 2027-03-28.
update sched.system_configuration set config_value = '2027-03-27' where config_key = 'period_lock_date';
select throws_ok(
    $$execute stop('BEIRUT', '2027-03-27 21:59:59+00')$$, 'SC010', null, 'a date that ends at a jump of the clock'
);
select lives_ok($$execute stop('BEIRUT', '2027-03-27 22:00+00')$$, 'has its end at the jump');

update sched.system_configuration set config_value = 'none' where config_key = 'period_lock_date';
select lives_ok($$execute stop('UTC', '1990-01-01 00:00+00')$$, 'without a lock everything can be entered');

select * from finish();
rollback;
