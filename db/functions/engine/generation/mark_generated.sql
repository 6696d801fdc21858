create or replace function sched_engine.mark_generated(
    p_resource_ids bigint[], p_range daterange, p_regenerate boolean, p_apply_holidays boolean
)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
    update sched.generated_dates as g
    set
        dates = g.dates + datemultirange(p_range),
        dates_without_holidays = case
            -- A run decides about holidays for the dates it wrote: all of them, or only those that were missing.
            when p_apply_holidays and p_regenerate then g.dates_without_holidays - datemultirange(p_range)
            when p_apply_holidays then g.dates_without_holidays
            when p_regenerate then g.dates_without_holidays + datemultirange(p_range)
            else g.dates_without_holidays + (datemultirange(p_range) - g.dates)
        end,
        last_generated_at = now()
    where g.resource_id = any(p_resource_ids)
        and (
            not g.dates @> p_range
            or p_regenerate and case
                when p_apply_holidays then g.dates_without_holidays && p_range
                else not g.dates_without_holidays @> p_range
            end
        )
$$;

comment on function sched_engine.mark_generated(bigint[], daterange, boolean, boolean) is
    'Remembers, after a run, which business dates of these resources are generated and whether holidays were applied.';
