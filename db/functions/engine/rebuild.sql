create or replace function sched_engine.rebuild(
    p_resource_ids bigint[],
    p_dates datemultirange,
    p_cause jsonb,
    p_apply_holidays boolean default null,
    p_rewrite_past boolean default false
)
returns table (inserted bigint, updated bigint, deleted bigint, unchanged bigint)
language plpgsql
volatile
set search_path = ''
as $$
declare
    v_now constant timestamptz := sched_engine.current_instant();
    v_today constant date := sched_engine.last_begun_date();
    v_open constant datemultirange := p_dates - datemultirange(daterange(null, sched_engine.period_lock(), '[]'));
    v_part record;
    v_written record;
begin
    -- One writer at a time per resource; readers are not held up. Always in the order of ids.
    perform sched_engine.lock_plan(p_resource_ids);

    inserted := 0;
    updated := 0;
    deleted := 0;
    unchanged := 0;
    for v_part in
        select
            d.part,
            h.apply_holidays,
            t.is_past,
            array_agg(g.resource_id order by g.resource_id) as ids
        from sched.generated_dates as g
        cross join lateral (
            values
            (true, g.dates - g.dates_without_holidays),
            (false, g.dates_without_holidays)
        ) as h (apply_holidays, dates)
        cross join lateral (
            values
            (not p_rewrite_past, daterange(null, v_today, '[]')),
            (false, daterange(v_today, null, '()'))
        ) as t (is_past, dates)
        cross join lateral unnest(
            case
                when p_apply_holidays is null then h.dates
                when p_apply_holidays = h.apply_holidays then g.dates
                else '{}'
            end
            * v_open * datemultirange(t.dates)
        ) as d (part)
        where g.resource_id = any(p_resource_ids)
        group by d.part, h.apply_holidays, t.is_past
        order by d.part
    loop
        select * into v_written
        from sched_engine.apply_difference(
            v_part.ids, lower(v_part.part), upper(v_part.part) - 1, v_part.apply_holidays, p_cause,
            case when v_part.is_past then v_now end
        );
        inserted := inserted + v_written.inserted;
        updated := updated + v_written.updated;
        deleted := deleted + v_written.deleted;
        unchanged := unchanged + v_written.unchanged;
    end loop;
    return next;
end
$$;

comment on function sched_engine.rebuild(bigint[], datemultirange, jsonb, boolean, boolean) is
    'Brings the stored rows of these resources up to date, for those of the dates that have been generated. Shifts that
have begun change by exceptions only, unless p_rewrite_past; dates up to the period lock never. p_apply_holidays: null keeps
what the dates were generated with. Locks the resources until the end of the transaction.';
