create or replace function sched_engine.team_holidays(p_team_ids bigint[], p_from date, p_to date)
returns table (team_id bigint, schedule_date date, holiday_id bigint, stop tstzmultirange)
language plpgsql
stable
parallel safe
rows 100
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with teams as materialized (
        select
            t.id,
            t.resource_id
        from sched.emp_teams as t
        where t.id = any(p_team_ids) and not t.works_holidays
    ),

    homes as (
        select array(select distinct t.resource_id from teams as t) as ids
    ),

    stops as (
        select
            d.resource_id,
            d.holiday_date,
            d.holiday_id,
            tstzmultirange(tstzrange(
                sched_engine.wall_to_instant(d.holiday_date + d.start_time, z.time_zone),
                sched_engine.wall_to_instant(
                    d.holiday_date + (d.end_time <= d.start_time)::integer + d.end_time, z.time_zone
                )
            )) as stop
        from homes as h
        cross join lateral sched_engine.effective_holidays(h.ids, p_from, p_to) as d
        inner join lateral sched_engine.effective_time_zones(h.ids) as z on z.resource_id = d.resource_id
        where h.ids <> '{}'
    )

    -- Of entries that overlap, the first is the cause.
    select
        t.id,
        s.holiday_date,
        s.holiday_id,
        s.stop - coalesce(
            range_agg(s.stop) over (
                partition by t.id, s.holiday_date order by s.holiday_id
                rows between unbounded preceding and 1 preceding
            ),
            '{}'
        )
    from stops as s
    inner join teams as t on t.resource_id = s.resource_id;
end
$$;

comment on function sched_engine.team_holidays(bigint[], date, date) is
    'When holidays stop the shifts that these teams have on the business dates p_from to p_to, both included, as
instants (unbounded for whole dates): those of the calendars of their home. Teams that work on holidays have none.';
