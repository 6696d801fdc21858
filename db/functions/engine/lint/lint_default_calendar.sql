create or replace function sched_engine.lint_default_calendar(p_from date, p_to date)
returns setof sched_engine.lint_finding
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    with machines as (
        select
            a.*,
            w.place
        from sched_engine.machines_abroad(sched_engine.visible_machines()) as a
        inner join sched.resources as r on r.id = a.resource_id
        -- What gives them their clock, or the first below it that the caller may see.
        cross join lateral (
            select v.resource_code::text as place
            from unnest(r.path_ids) with ordinality as p (ancestor_id, depth)
            inner join sched_engine.visible_resources as v on v.id = p.ancestor_id
            where p.depth >= (
                select max(array_position(r.path_ids, o.id))
                from sched.resources as o
                where o.id = any(r.path_ids) and o.time_zone is not null
            )
            order by p.depth
            limit 1
        ) as w
    )

    select
        'warning',
        'LINT-013',
        'resource',
        m.place,
        p_from,
        p_to,
        format('It has no holidays (%s): no calendar is assigned, and the default one, %s, is for %s, while %s is in %s.',
            sched_engine.counted(count(*), 'machine'), m.calendar_code, m.calendar_country, m.time_zone, m.zone_country),
        format('%ssched calendars assign %s %s. If there are to be no holidays, assign a calendar without entries.',
            case
                when not exists (
                    select from sched.holiday_calendars as c where c.calendar_code = m.zone_country
                ) then format('sched calendars import %s; ', m.zone_country)
            end,
            m.place, m.zone_country)
    from machines as m
    group by m.place, m.calendar_code, m.calendar_country, m.time_zone, m.zone_country
$$;

comment on function sched_engine.lint_default_calendar(date, date) is
    'Scheduled machines without holidays, because no calendar is assigned to them and the default one is of another country
than their time zone (LINT-013, once for each resource that gives them this clock).';
