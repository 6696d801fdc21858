create or replace function sched_engine.check_plant_references(p_rows jsonb)
returns table (line integer, column_name text, value text, message text, remedy text)
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    with plant as materialized (select * from sched_engine.plant_rows(p_rows)),

    named as materialized (
        select
            p.line,
            n.column_name,
            n.value
        from plant as p
        cross join lateral (
            select 'time_zone' as column_name, p.time_zone as value
            union all
            select 'pattern_code', p.pattern_code
            union all
            select 'parent_code', p.parent_code
            union all
            select distinct 'calendar_codes', c.code from unnest(p.calendar_codes) as c (code)
        ) as n
        where n.value is not null
    ),

    known as materialized (
        select 'time_zone' as column_name, z.zone_name as value from sched.time_zones as z
        union all
        select 'pattern_code', p.pattern_code from sched_engine.offered_patterns as p
        union all
        -- What is not offered any more, and still followed: a plant that was exported can be imported.
        select 'pattern_code', p.pattern_code
        from sched.operating_patterns as p
        where p.is_system_pattern and p.complexity_level > 'simple'
            and exists (select from sched.resource_pattern_assignments as a where a.pattern_id = p.id)
        union all
        select 'calendar_codes', c.calendar_code from sched.holiday_calendars as c
        union all
        select 'parent_code', r.resource_code
        from sched.resources as r
        where r.id in (select v.id from sched_engine.visible_resources as v)
            -- The root of a subtree may stay where it is.
            or r.id in (
                select c.parent_resource_id
                from sched.resources as c
                where c.id in (select v.id from sched_engine.visible_resources as v)
            )
        union all
        select 'parent_code', p.resource_code from plant as p
    ),

    -- Of zones those of cities: names such as CST6CDT are there for old programs.
    listed as materialized (
        select
            k.column_name,
            array_agg(distinct k.value) as names
        from known as k
        where k.column_name <> 'time_zone' or k.value ~ '/|^UTC$'
        group by k.column_name
    ),

    -- Each unknown name once; looking for what was meant takes time, so only the first ones get it.
    unknown as (
        select
            u.*,
            row_number() over (order by u.first_line) <= 20 as has_suggestions
        from (
            select
                n.column_name,
                n.value,
                min(n.line) as first_line
            from named as n
            where not exists (
                select from known as k where k.column_name = n.column_name and k.value = n.value
            )
            group by n.column_name, n.value
        ) as u
    ),

    explained as (
        select
            u.column_name,
            u.value,
            case
                when u.column_name = 'parent_code' then 'There is no such parent.'
                when u.column_name = 'pattern_code' then 'There is no such pattern.'
                when u.column_name = 'calendar_codes' then 'There is no such holiday calendar.'
                when u.value ~* '^(utc|gmt)?\s*[-+]?\d'
                    then 'An offset is not a time zone: it knows no clock changes.'
                when a.city is not null or exists (
                    select from pg_timezone_abbrevs as b where b.abbrev = upper(u.value)
                ) then 'An abbreviation is not a time zone: its clock never changes.'
                else 'This is not an IANA time zone.'
            end as message,
            concat_ws(
                ' ',
                'Did you mean ' || array_to_string(s.names, ' or ') || '?',
                case
                    when a.city is not null then format('Name the zone of a city, for example %s.', a.city)
                    when u.column_name = 'calendar_codes' and u.value ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$' then format(
                        'Correct the code, or import the public holidays of that country first: '
                        'sched calendars import %s.', u.value
                    )
                    when u.column_name = 'parent_code' then 'Correct the code, or add the parent.'
                    when u.column_name <> 'time_zone'
                        then 'Correct the code, or create it first. Known: '
                            || coalesce(array_to_string(l.names[:8], ', '), 'none')
                            || case when cardinality(l.names) > 8 then ', ...' else '.' end
                    when s.names is null
                        then 'Name the zone of a city, for example Africa/Johannesburg or Europe/Berlin.'
                end
            ) as remedy
        from unknown as u
        left join listed as l on l.column_name = u.column_name
        left join lateral (
            select sched_engine.abbreviated_city(u.value) as city where u.column_name = 'time_zone'
        ) as a on true
        cross join lateral (
            select case
                when a.city is null and u.has_suggestions and u.value ~ '[[:alpha:]]{2}'
                    then nullif(sched_engine.similar_names(u.value, l.names), '{}')
            end
        ) as s (names)
    )

    select
        n.line,
        n.column_name,
        n.value,
        e.message,
        e.remedy
    from named as n
    inner join explained as e using (column_name, value)
$$;

comment on function sched_engine.check_plant_references(jsonb) is
    'Problems of a plant import: time zones, patterns, calendars and parents that do not exist, with
what may be meant.';
