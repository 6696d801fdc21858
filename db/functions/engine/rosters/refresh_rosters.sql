create or replace function sched_engine.refresh_rosters(
    p_employee_ids bigint[], p_dates datemultirange[], p_cause jsonb
)
returns table (inserted bigint, updated bigint, deleted bigint)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_most_parts constant integer := 20;
    v_different constant integer := (select count(distinct i.dates) from unnest(p_dates) as i (dates));
    v_part record;
    v_written record;
begin
    inserted := 0;
    updated := 0;
    deleted := 0;
    for v_part in
        select
            p.dates,
            array_agg(distinct i.employee_id order by i.employee_id) as ids
        from unnest(p_employee_ids, p_dates) as i (employee_id, dates)
        cross join lateral (
            select i.dates
            where v_different <= v_most_parts
            union all
            -- Planning whole months of many people costs less than planning days of each apart.
            select datemultirange(daterange(s.first::date, (s.first + interval '1 month')::date))
            from unnest(i.dates) as d (part)
            cross join lateral generate_series(
                date_trunc('month', lower(d.part)::timestamp), (upper(d.part) - 1)::timestamp, interval '1 month'
            ) as s (first)
            where v_different > v_most_parts
        ) as p
        group by p.dates
        order by p.dates
    loop
        select * into v_written from sched_engine.rebuild_rosters(v_part.ids, v_part.dates, p_cause);
        inserted := inserted + v_written.inserted;
        updated := updated + v_written.updated;
        deleted := deleted + v_written.deleted;
    end loop;
    return next;
end
$$;

comment on function sched_engine.refresh_rosters(bigint[], datemultirange[], jsonb) is
    'Brings the rosters of these people up to date, each on the generated dates beside their id. The caller holds the
locks.';
