begin;
select plan(5);

select cmp_ok((select count(*) from sched.time_zones), '>', 300::bigint, 'there are many');
select is_empty(
    $$select z.zone_name from sched.time_zones as z where not exists (
        select from pg_timezone_names as n where n.name = z.zone_name
    )$$,
    'each is known to the server'
);
select is_empty(
    $$select z.zone_name from sched.time_zones as z
        inner join pg_timezone_abbrevs as a on a.abbrev = z.zone_name
        where z.zone_name not in ('UTC', 'GMT')$$,
    'none would be read as an abbreviation without clock changes'
);
select is_empty(
    $$select z.zone_name from sched.time_zones as z
        where z.zone_name ~ '^(posix|right)/|^(localtime|Factory)$'$$,
    'none is a copy or belongs to the machine'
);
select is(
    (
        select count(*) from sched.time_zones as z
        where z.zone_name in ('Africa/Johannesburg', 'America/Detroit', 'Europe/London', 'UTC')
    ),
    4::bigint, 'ordinary ones are there'
);

select * from finish();
rollback;
