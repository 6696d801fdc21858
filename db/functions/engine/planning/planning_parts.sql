-- Inlined.
create or replace function sched_engine.planning_parts(p_range daterange, p_is_anew boolean, p_settled date)
returns table (part daterange, is_continued boolean)
language sql
stable
parallel safe
rows 3
as $$
    select
        d.part,
        k.is_continued
    from (
        select
            -- A shift that has begun reaches over three dates: a day long, moved by a day, in any zone.
            datemultirange(daterange(null, p_settled + 3, '[]')) * case
                when p_is_anew then datemultirange(
                    daterange(lower(p_range), lower(p_range) + 4), daterange(upper(p_range) - 4, upper(p_range))
                )
                else datemultirange(daterange(null, null))
            end * datemultirange(p_range) as dates
    ) as c
    cross join lateral (values (true, c.dates), (false, datemultirange(p_range) - c.dates)) as k (is_continued, dates)
    cross join lateral unnest(k.dates) as d (part)
$$;

comment on function sched_engine.planning_parts(daterange, boolean, date) is
    'Splits business dates into those that must be planned as the stored plan goes on (is_continued: shifts that have begun
or are locked may lie on them; p_settled is the last date on which one has begun or is locked), and those that the model decides alone, which costs less. Dates that are planned anew
(p_is_anew: missing so far, or the past rewritten) meet stored shifts at their edges only.';
