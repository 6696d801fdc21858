create or replace function sched_engine.rrule_clock(
    p_rule jsonb,
    p_dtstart timestamp,
    out unit integer,
    out step bigint,
    out origin integer,
    out block integer,
    out blocks integer[],
    out times integer[],
    out per_day bigint
)
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_hours constant integer[] := array(select generate_series(0, 23));
    v_minutes constant integer[] := array(select generate_series(0, 59));
    v_rhythm bigint;
    r record;
begin
    select x.* into r
    from jsonb_to_record(p_rule) as x (
        freq text, "interval" bigint, byhour integer[], byminute integer[], bysecond integer[]
    );
    unit := case r.freq when 'SECONDLY' then 1 when 'MINUTELY' then 60 when 'HOURLY' then 3600 else 86400 end;
    step := case unit when 86400 then 1 else r.interval end * unit;
    origin := extract(epoch from p_dtstart::time)::integer / unit * unit;
    -- Parts finer than the unit say when in a period it happens ...
    times := sched_engine.rrule_seconds(
        case when unit > 3600 then r.byhour else '{0}' end,
        case when unit > 60 then r.byminute else '{0}' end,
        case when unit > 1 then r.bysecond else '{0}' end
    );
    -- ... and the others in which blocks of the day periods may begin.
    block := case
        when unit = 1 and r.bysecond is not null then 1
        when unit <= 60 and r.byminute is not null then 60
        when unit <= 3600 and r.byhour is not null then 3600
        else 86400
    end;
    blocks := sched_engine.rrule_seconds(
        case when block < 86400 then coalesce(r.byhour, v_hours) else '{0}' end,
        case when block < 3600 then coalesce(r.byminute, v_minutes) else '{0}' end,
        case when block < 60 then r.bysecond else '{0}' end
    );
    -- Steps meet the same seconds of the day again and again; leave out blocks that they never meet.
    v_rhythm := gcd(step, 86400);
    blocks := array(
        select b.second
        from unnest(blocks) as b (second)
        where ((origin - b.second) % v_rhythm + v_rhythm) % v_rhythm < block
        order by b.second
    );
    per_day := cardinality(blocks) * ((block + step - 1) / step) * cardinality(times);
end
$$;

comment on function sched_engine.rrule_clock(jsonb, timestamp) is
    'How a completed rule divides a day, in seconds: unit, the length of its periods (a day if longer);
step, from one period to the next; origin, where in its day the period of the start begins; blocks, parts of
the day of length block in which periods may begin; times, moments in a period; per_day, how many moments a
day has at most.';
