create or replace function sched_engine.roster_figures(
    p_resource_id bigint, p_employee_ids bigint[], p_from date, p_to date
)
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return jsonb_build_object(
        'gap_hours', (
            select coalesce(round(sum(c.missing * extract(epoch from c.end_time - c.start_time) / 3600), 2), 0)
            from sched_engine.coverage(array[p_resource_id], p_from, p_to) as c
            where c.missing > 0
        ),
        'breaches', (select count(*) from sched_engine.rule_breaches(p_employee_ids, p_from, p_to))
    ) || (
        select jsonb_build_object(
            'hours', coalesce(round(sum(p.hours), 2), 0),
            'most_hours', coalesce(round(max(p.hours), 2), 0),
            'least_hours', coalesce(round(min(p.hours), 2), 0),
            'most_weekend_days', coalesce(max(p.weekend_days), 0)
        )
        from (
            select
                i.id,
                coalesce(sum(h.scheduled_hours), 0) as hours,
                count(h.schedule_date) filter (where extract(isodow from h.schedule_date) > 5 and h.scheduled_hours > 0)
                    as weekend_days
            from unnest(p_employee_ids) as i (id)
            left join sched_engine.roster_hours(p_employee_ids, p_from, p_to) as h on h.employee_id = i.id
            group by i.id
        ) as p
    );
end
$$;

comment on function sched_engine.roster_figures(bigint, bigint[], date, date) is
    'How good the stored roster is, on these business dates: hours in which people are missing at or below a resource, how often
these people break a work rule, and how many hours they work, together, at most and at least.';
