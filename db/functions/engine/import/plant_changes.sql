create or replace function sched_engine.plant_changes(p_rows jsonb, p_default_date date default null)
returns table (
    line integer,
    resource_code text,
    resource_id bigint,
    step integer,
    resource_name text,
    resource_type sched.resource_type,
    parent_code text,
    time_zone text,
    requires_scheduling boolean,
    is_active boolean,
    metadata jsonb,
    pattern_id bigint,
    pattern_from date,
    calendar_ids bigint[],
    changed text[]
)
language sql
stable
parallel safe
rows 10000
set search_path = pg_catalog, pg_temp
as $$
    with stored as (
        select
            f.*,
            r.id,
            r.resource_name as old_name,
            r.resource_type as old_type,
            r.hierarchy_level as old_level,
            p.resource_code as old_parent,
            r.time_zone as old_zone,
            r.requires_scheduling as old_scheduling,
            r.is_active as old_active,
            coalesce(r.metadata, '{}') as old_metadata,
            coalesce(
                f.pattern_effective_date,
                p_default_date,
                (sched_engine.current_instant() at time zone 'UTC')::date
            ) as pattern_from
        from sched_engine.plant_rows(p_rows) as f
        left join sched.resources as r on r.resource_code = f.resource_code
        left join sched.resources as p on p.id = r.parent_resource_id
    ),

    wanted as (
        select
            s.*,
            coalesce(s.resource_name, s.old_name) as new_name,
            coalesce(s.resource_type, s.old_type) as new_type,
            case when s.cells ? 'parent_code' then s.parent_code else s.old_parent end as new_parent,
            case when s.cells ? 'time_zone' then s.time_zone else s.old_zone end as new_zone,
            coalesce(s.requires_scheduling, s.old_scheduling, false) as new_scheduling,
            coalesce(s.is_active, s.old_active, true) as new_active,
            -- Cells are text: a value that reads the same keeps the type it is stored with.
            case
                when s.metadata = '{}' then s.old_metadata
                else (
                    select
                        (s.old_metadata - coalesce(array_agg(m.key) filter (where m.value is null), '{}'))
                        || coalesce(jsonb_object_agg(m.key, m.value) filter (where m.value is not null), '{}')
                    from jsonb_each_text(s.metadata) as m
                    where m.value is distinct from sched_engine.cell_text(s.old_metadata ->> m.key)
                )
            end as new_metadata,
            (
                select o.id
                from sched.operating_patterns as o
                where o.pattern_code = s.pattern_code and not exists (
                    select from sched.resource_pattern_assignments as a
                    where a.resource_id = s.id and a.pattern_id = o.id
                        and daterange(a.effective_date, a.end_date, '[]') @> s.pattern_from
                )
            ) as new_pattern,
            case when s.cells ? 'calendar_codes' then array(
                select c.id
                from unnest(s.calendar_codes) with ordinality as k (code, priority)
                inner join sched.holiday_calendars as c on c.calendar_code = k.code
                order by k.priority
            ) end as new_calendars,
            array(
                select c.calendar_id
                from sched.resource_calendar_assignments as c
                where c.resource_id = s.id
                order by c.priority
            ) as old_calendars
        from stored as s
    )

    select
        w.line,
        w.resource_code,
        w.id,
        case
            when w.new_type > w.old_type then 11 - w.old_level
            else array_position(enum_range(null::sched.resource_type), w.new_type)
        end,
        w.new_name,
        w.new_type,
        w.new_parent,
        w.new_zone,
        w.new_scheduling,
        w.new_active,
        w.new_metadata,
        w.new_pattern,
        w.pattern_from,
        case when w.new_calendars <> w.old_calendars then w.new_calendars end,
        array_remove(array[
            case when w.id is null then 'resource_code' end,
            case when w.resource_name <> sched_engine.cell_text(w.old_name) then 'resource_name' end,
            case when w.new_type is distinct from w.old_type then 'resource_type' end,
            case when w.new_parent is distinct from w.old_parent then 'parent_code' end,
            case when w.new_zone is distinct from w.old_zone then 'time_zone' end,
            case when w.new_scheduling is distinct from w.old_scheduling then 'requires_scheduling' end,
            case when w.new_active is distinct from w.old_active then 'is_active' end,
            case when w.new_metadata <> w.old_metadata then 'metadata' end,
            case when w.new_pattern is not null then 'pattern_code' end,
            case when w.new_calendars <> w.old_calendars then 'calendar_codes' end
        ], null)
    from wanted as w
$$;

comment on function sched_engine.plant_changes(jsonb, date) is
    'What an import of these rows (sched_engine.check_plant found them right) would make of each
resource, and which of its columns that changes. Writes nothing.

A column that the file does not have leaves things alone. A blank cell means none for parent_code,
time_zone, calendar_codes and metadata, and leaves name, flags and pattern alone (new resources: not
scheduled, active). A pattern is assigned from pattern_effective_date, else p_default_date, else today in
UTC, unless it is already in force on that date.

step is the order in which changes must be applied, so that no parent is ever below its child on the way:
first what is new, stays or rises, from the top; then what sinks, from the bottom.';
