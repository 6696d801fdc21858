create or replace function sched_engine.rrule_counted(
    p_rule jsonb, p_dtstart timestamp, p_from timestamp, p_to timestamp
)
returns setof timestamp
language plpgsql
immutable
parallel safe
rows 100
set search_path = pg_catalog, pg_temp
as $$
declare
    v_limit constant bigint := 1000000;
    v_limit_left bigint := v_limit;
    v_per_day constant bigint := (select k.per_day from sched_engine.rrule_clock(p_rule, p_dtstart) as k);
    v_left bigint := (p_rule ->> 'count')::bigint;
    v_slice bigint := v_left;
    v_years integer := 1;
    v_first timestamp := p_dtstart;
    v_last timestamp;
    v_days date[];
    v_found timestamp[];
begin
    while v_left > 0 and v_per_day > 0 and v_first < p_to loop
        -- The next years, but no more of their days than are likely to be needed.
        v_last := least(v_first + make_interval(years => v_years), p_to);
        v_slice := least(v_slice * 2, 20000);
        v_days := array(
            select d.day
            from sched_engine.rrule_days(p_rule, p_dtstart, v_first::date, v_last::date) as d
            where d.day >= v_first::date
            limit v_slice / v_per_day + 2
        );
        if cardinality(v_days) = v_slice / v_per_day + 2 then
            v_last := least(v_last, v_days[cardinality(v_days)]);
            v_days := trim_array(v_days, 1);
        else
            v_years := least(v_years * 4, 1000);
        end if;
        v_limit_left := v_limit_left - cardinality(v_days) * v_per_day;
        if v_limit_left < 0 then
            perform sched_engine.rrule_refuse(p_rule ->> 'text',
                format('The recurrence rule is too long: its COUNT has not been reached by %s.', v_first),
                format('At most %s moments are examined: use a lower COUNT, or UNTIL instead.', v_limit));
        end if;
        v_found := array(
            select e.moment
            from sched_engine.rrule_expand(p_rule, p_dtstart, v_first, v_last) as e (moment)
            order by e.moment
            limit v_left
        );
        return query select f.moment from unnest(v_found) as f (moment) where f.moment >= p_from;
        v_left := v_left - cardinality(v_found);
        v_first := v_last;
    end loop;
end
$$;

comment on function sched_engine.rrule_counted(jsonb, timestamp, timestamp, timestamp) is
    'Moments of a completed rule (rrule_complete) that ends by COUNT, ascending, >= p_from and < p_to:
counted from the start, slice by slice, until there are enough. SC012: more than a million to look at.';
