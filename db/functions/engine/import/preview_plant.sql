create or replace function sched_engine.preview_plant(p_rows jsonb, p_default_date date default null)
returns table (line integer, resource_code text, change text, column_name text, old_value text, new_value text)
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    with changes as materialized (
        select * from sched_engine.plant_changes(p_rows, p_default_date) as c where c.changed <> '{}'
    )

    select
        c.line,
        c.resource_code,
        case
            when c.resource_id is null then 'added'
            when v.new_value is null then 'removed'
            when v.old_value is null then 'set'
            else 'replaced'
        end,
        v.column_name,
        v.old_value,
        v.new_value
    from changes as c
    left join sched.resources as r on r.id = c.resource_id
    left join sched.resources as p on p.id = r.parent_resource_id
    cross join lateral (
        values
        (
            'resource_code', null,
            concat_ws(' ', c.resource_type::text, quote_literal(c.resource_name), 'below ' || c.parent_code)
        ),
        ('resource_name', r.resource_name::text, c.resource_name),
        ('resource_type', r.resource_type::text, c.resource_type::text),
        ('parent_code', p.resource_code::text, c.parent_code),
        ('time_zone', r.time_zone, c.time_zone),
        ('requires_scheduling', r.requires_scheduling::text, c.requires_scheduling::text),
        ('is_active', r.is_active::text, c.is_active::text),
        (
            'pattern_code',
            (
                select string_agg(
                    format('%s from %s%s', o.pattern_code, a.effective_date, ' to ' || a.end_date), ', '
                    order by a.effective_date
                )
                from sched.resource_pattern_assignments as a
                inner join sched.operating_patterns as o on o.id = a.pattern_id
                where a.resource_id = c.resource_id and coalesce(a.end_date, 'infinity') >= c.pattern_from
            ),
            (
                select format('%s from %s', o.pattern_code, c.pattern_from)
                from sched.operating_patterns as o
                where o.id = c.pattern_id
            )
        ),
        (
            'calendar_codes',
            (
                select string_agg(k.calendar_code, ';' order by a.priority)
                from sched.resource_calendar_assignments as a
                inner join sched.holiday_calendars as k on k.id = a.calendar_id
                where a.resource_id = c.resource_id
            ),
            (
                select string_agg(k.calendar_code, ';' order by i.nr)
                from unnest(c.calendar_ids) with ordinality as i (id, nr)
                inner join sched.holiday_calendars as k on k.id = i.id
            )
        )
    ) as v (column_name, old_value, new_value)
    where case when c.resource_id is null then v.column_name = 'resource_code' else v.column_name = any(c.changed) end
    union all
    select
        c.line,
        c.resource_code,
        case when m.new_value is null then 'removed' when m.old_value is null then 'set' else 'replaced' end,
        'metadata.' || m.key,
        m.old_value,
        m.new_value
    from changes as c
    inner join sched.resources as r on r.id = c.resource_id
    cross join lateral (
        select
            key,
            o.value as old_value,
            n.value as new_value
        from jsonb_each_text(coalesce(r.metadata, '{}')) as o
        full join jsonb_each_text(c.metadata) as n using (key)
        where o.value is distinct from n.value
    ) as m
    where 'metadata' = any(c.changed)
    order by 1, 4
$$;

comment on function sched_engine.preview_plant(jsonb, date) is
    'What an import of these rows (sched_engine.check_plant found them right) would do: a row for each new resource, and for
each column of a known one, what it says and what it would say. change: added (a resource), set (where nothing was), replaced
or removed. Of patterns, the old value lists the assignments of the resource from that date on; an open one ends the day
before. Writes nothing.';
