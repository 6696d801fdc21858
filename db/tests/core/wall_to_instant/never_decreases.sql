-- So shifts that touch stay touching, and none turns inside out.
begin;
select plan(2);

create temporary table readings on commit drop as
select
    z.zone,
    z.day,
    w.wall,
    sched_engine.wall_to_instant(w.wall, z.zone) as instant
from (values
    ('America/New_York', date '2025-03-09'), ('America/New_York', date '2025-11-02'),
    ('Australia/Lord_Howe', date '2025-04-06'), ('Australia/Lord_Howe', date '2025-10-05'),
    ('Pacific/Apia', date '2011-12-30'), ('Africa/Casablanca', date '2025-02-23'),
    ('Antarctica/Troll', date '2025-03-30'), ('Antarctica/Troll', date '2025-10-26')
) as z (zone, day)
cross join generate_series(z.day - interval '12 hours', z.day + interval '36 hours', '5 minutes') as w (wall);

select is_empty(
    $$select * from (
        select r.*, lag(r.instant) over (partition by r.zone, r.day order by r.wall) as before
        from readings as r
    ) as x where x.instant < x.before$$,
    'later wall times are never earlier instants'
);
select is_empty(
    'select * from readings where instant at time zone zone < wall',
    'at that instant the clock shows at least the wall time'
);

select * from finish();
rollback;
