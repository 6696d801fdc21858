create or replace function sched_engine.extend_horizon()
returns table (first_date date, last_date date, machines integer, inserted bigint)
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_today constant date := sched_engine.current_instant()::date;
    v_months constant integer := sched_engine.setting_int('rolling_horizon_months', 12);
    v_ids bigint[];
begin
    first_date := date_trunc('month', v_today)::date;
    last_date := sched_engine.horizon_end();
    -- Only machines that lack dates are touched, so that running it again costs nothing.
    select array_agg(r.id order by r.id) into v_ids
    from sched.resources as r
    inner join sched.generated_dates as g on g.resource_id = r.id
    where v_months > 0 and r.requires_scheduling and r.is_active
        and not g.dates @> daterange(greatest(first_date, sched_engine.period_lock() + 1), last_date, '[]');
    machines := coalesce(cardinality(v_ids), 0);
    inserted := 0;
    if machines > 0 then
        select g.inserted into inserted
        from sched_engine.generate(v_ids, greatest(first_date, sched_engine.period_lock() + 1), last_date) as g;
    end if;
    return next;
end
$$;

comment on function sched_engine.extend_horizon() is
    'Generates what is missing from the first of this month to the end of the month rolling_horizon_months ahead. Safe to
call at any time, and concurrently.';

grant execute on function sched_engine.extend_horizon() to sched_relay;
