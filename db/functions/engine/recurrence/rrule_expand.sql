create or replace function sched_engine.rrule_expand(
    p_rule jsonb, p_dtstart timestamp, p_from timestamp, p_to timestamp
)
returns setof timestamp
language plpgsql
immutable
parallel safe
rows 1000
set search_path = pg_catalog, pg_temp
as $$
declare
    v_places constant integer[] := translate(p_rule ->> 'bysetpos', '[]', '{}')::integer[];
begin
    if p_from >= p_to then
        return;
    elsif v_places is null then
        return query
        select c.moment
        from sched_engine.rrule_candidates(p_rule, p_dtstart, p_from, p_to) as c
        where c.moment >= p_from and c.moment < p_to
        order by c.moment;
    else
        return query
        select c.moment
        from (
            select
                a.moment,
                row_number() over (partition by a.period order by a.moment) as place,
                count(*) over (partition by a.period) as places
            from sched_engine.rrule_candidates(p_rule, p_dtstart, p_from, p_to) as a
        ) as c
        where (c.place = any(v_places) or c.place - c.places - 1 = any(v_places))
            and c.moment >= p_from and c.moment < p_to
        order by c.moment;
    end if;
end
$$;

comment on function sched_engine.rrule_expand(jsonb, timestamp, timestamp, timestamp) is
    'Moments of a completed rule (rrule_complete), ascending, >= p_from and < p_to, as if it had neither
COUNT nor UNTIL. p_from is not before the start. SC012: more than a million to look at.';
