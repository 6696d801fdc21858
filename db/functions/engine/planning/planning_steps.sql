create or replace function sched_engine.planning_steps(
    p_resource_ids bigint[], p_dates datemultirange, p_apply_holidays boolean, p_rewrite_past boolean,
    p_now timestamptz
)
returns table (
    resource_ids bigint[],
    first_date date,
    last_date date,
    apply_holidays boolean,
    is_missing boolean,
    continued_at timestamptz,
    anew datemultirange
)
language plpgsql
stable
parallel safe
rows 5
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_lock constant date := sched_engine.period_lock();
    v_settled constant date := greatest(sched_engine.last_begun_date(), v_lock);
    v_open constant datemultirange := p_dates - datemultirange(daterange(null, v_lock, '[]'));
    v_anew constant datemultirange := case when p_rewrite_past then v_open else '{}' end;
    -- Overtime of the dates around gives way to what is planned anew.
    v_around constant datemultirange := case
        when p_rewrite_past then (
            select range_agg(daterange(lower(d.part) - 2, upper(d.part) + 2)) from unnest(v_open) as d (part)
        ) * datemultirange(daterange(v_lock, null, '()')) - p_dates
    end;
begin
    return query
    select
        array_agg(g.resource_id order by g.resource_id),
        lower(s.part),
        upper(s.part) - 1,
        h.apply_holidays,
        h.is_missing,
        case when s.is_continued then p_now end,
        v_anew
    from sched.generated_dates as g
    cross join lateral (
        values
        (false, true, false, (g.dates - g.dates_without_holidays) * v_open),
        (false, false, false, g.dates_without_holidays * v_open),
        (false, true, true, (g.dates - g.dates_without_holidays) * v_around),
        (false, false, true, g.dates_without_holidays * v_around),
        (true, true, false, p_dates - g.dates)
    ) as k (is_missing, had_holidays, is_around, dates)
    cross join lateral (
        select
            k.is_missing,
            case when k.is_around then k.had_holidays else coalesce(p_apply_holidays, k.had_holidays) end as apply_holidays,
            case
                when k.is_missing or k.is_around or p_apply_holidays is null then k.dates
                -- A run that says how decides for all dates alike.
                when k.had_holidays = p_apply_holidays then g.dates * v_open
                else '{}'
            end as dates
    ) as h
    cross join lateral unnest(h.dates) as d (part)
    cross join lateral (
        select
            i.part,
            i.is_continued
        from sched_engine.planning_parts(d.part, h.is_missing or p_rewrite_past, v_settled) as i
        -- Nothing is stored around dates that are generated first.
        where not h.is_missing or g.dates && datemultirange(daterange(lower(d.part) - 4, upper(d.part) + 4))
        union all
        select d.part, false
        where h.is_missing and not g.dates && datemultirange(daterange(lower(d.part) - 4, upper(d.part) + 4))
    ) as s
    where g.resource_id = any(p_resource_ids)
    group by s.part, s.is_continued, h.apply_holidays, h.is_missing
    order by h.is_missing, s.part;
end
$$;

comment on function sched_engine.planning_steps(bigint[], datemultirange, boolean, boolean, timestamptz) is
    'How the business dates p_dates of these resources are planned by sched_engine.planned_rows, step by step, each with what it
takes (continued_at is p_now or null, anew is p_anew): generated dates that are not locked first, and around those that are planned anew, then those that are missing. p_apply_holidays: null plans generated
dates as they were generated, missing ones with holidays. p_rewrite_past: as if nothing were stored. p_now is the present.';
