create or replace function sched_engine.export_plant(p_code text default null, p_date date default null)
returns table (
    resource_code text,
    resource_name text,
    resource_type sched.resource_type,
    parent_code text,
    time_zone text,
    requires_scheduling boolean,
    is_active boolean,
    pattern_code text,
    pattern_effective_date date,
    calendar_codes text,
    metadata jsonb,
    further_assignments bigint
)
language sql
stable
parallel safe
rows 10000
set search_path = pg_catalog, pg_temp
as $$
    with shown as (
        select
            r.*,
            p.resource_code as parent_code,
            coalesce(p_date, (sched_engine.current_instant() at time zone 'UTC')::date) as on_date
        from sched.resources as r
        left join sched.resources as p on p.id = r.parent_resource_id
        where p_code is null or r.path_ids @> array[sched_engine.resource_id(p_code)]
    )

    select
        s.resource_code,
        s.resource_name,
        s.resource_type,
        s.parent_code,
        s.time_zone,
        s.requires_scheduling,
        s.is_active,
        a.pattern_code,
        a.effective_date,
        (
            select string_agg(c.calendar_code, ';' order by k.priority)
            from sched.resource_calendar_assignments as k
            inner join sched.holiday_calendars as c on c.id = k.calendar_id
            where k.resource_id = s.id
        ),
        (select coalesce(jsonb_object_agg(m.key, m.value), '{}') from jsonb_each_text(s.metadata) as m),
        coalesce(a.further, 0)
    from shown as s
    -- The assignment in force, else the next one, else the last one.
    left join lateral (
        select
            o.pattern_code,
            i.effective_date,
            count(*) over () - 1 + (i.end_date is not null)::integer as further
        from sched.resource_pattern_assignments as i
        inner join sched.operating_patterns as o on o.id = i.pattern_id
        where i.resource_id = s.id
        order by
            daterange(i.effective_date, i.end_date, '[]') @> s.on_date desc,
            i.effective_date > s.on_date desc,
            abs(i.effective_date - s.on_date)
        limit 1
    ) as a on true
    order by s.hierarchy_path
$$;

comment on function sched_engine.export_plant(text, date) is
    'The plant, or the part of it from p_code down, as sched_engine.import_plant reads it, sorted by
path. Of the patterns assigned to a resource itself it has one: that in force on p_date (null: today in
UTC), else the next, else the last. metadata holds every value as text. further_assignments counts what
is left out: other assignments, and an end date. SC001: unknown code.';
