begin;
select plan(2);
\ir plant.psql

select results_eq(
    $$ select c.value, c.message, c.remedy from sched_engine.check_plant(pg_temp.plant(
        'code|name|type|parent|zone',
        'T1|x|site||+03', 'T2|x|site||UTC-5', 'T3|x|site||CET', 'T4|x|site||africa/johannesburg',
        'T5|x|site||Johannesburg', 'T6|x|site||posix/Europe/Berlin', 'T7|x|site||localtime',
        'T8|x|site||FooBar1'
    )) as c where c.column_name = 'time_zone' order by c.line $$,
    $$ values
        ('+03', 'An offset is not a time zone: it knows no clock changes.',
            'Name the zone of a city, for example Africa/Johannesburg or Europe/Berlin.'),
        ('UTC-5', 'An offset is not a time zone: it knows no clock changes.', 'Did you mean UTC?'),
        ('CET', 'An abbreviation is not a time zone: its clock never changes.',
            'Name the zone of a city, for example Africa/Johannesburg or Europe/Berlin.'),
        ('africa/johannesburg', 'This is not an IANA time zone.', 'Did you mean Africa/Johannesburg?'),
        ('Johannesburg', 'This is not an IANA time zone.', 'Did you mean Africa/Johannesburg?'),
        ('posix/Europe/Berlin', 'This is not an IANA time zone.',
            'Did you mean Europe/Berlin?'),
        ('localtime', 'This is not an IANA time zone.',
            'Name the zone of a city, for example Africa/Johannesburg or Europe/Berlin.'),
        ('FooBar1', 'This is not an IANA time zone.',
            'Name the zone of a city, for example Africa/Johannesburg or Europe/Berlin.') $$,
    'what PostgreSQL would take for a zone, but is none, is refused and explained'
);
select is_empty(
    $$ select c.* from sched_engine.check_plant(pg_temp.plant(
        'code|name|type|parent|zone',
        'T1|x|site||UTC', 'T2|x|site||America/Argentina/Buenos_Aires', 'T3|x|site||Asia/Kathmandu'
    )) as c $$,
    'IANA zones are good'
);

select * from finish();
rollback;
