create or replace function api_v2.coverage_by_level(
    level text, start_date date, end_date date, resource_ids bigint[] default null
)
returns table (
    resource_id bigint,
    resource_code text,
    schedule_date date,
    required_hours numeric,
    present_hours numeric,
    missing_hours numeric,
    most_missing integer
)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_ids constant bigint[] := coalesce(resource_ids, sched_engine.visible_roots());
begin
    perform sched_engine.check_given(level, 'level', 'Give one of site, area, work_center, work_unit.', 'SC004');
    if not level = any(enum_range(null::sched.resource_type)::text[]) then
        perform sched_engine.refuse('SC004', format('There is no level %L.', left(level, 40)),
            'Give one of site, area, work_center, work_unit.');
    end if;
    perform sched_engine.check_period(start_date, end_date);
    perform sched_engine.check_visible(resource_ids);
    return query
    select
        t.resource_id,
        r.resource_code::text,
        t.schedule_date,
        t.required_hours,
        t.present_hours,
        t.missing_hours,
        t.most_missing
    from sched_engine.coverage_totals(level::sched.resource_type, v_ids, start_date, end_date) as t
    inner join sched.resources as r on r.id = t.resource_id
    -- Not of what lies above that which may be seen: its total would not be all of it.
    where v_ids is null or r.path_ids && v_ids
    order by t.resource_id, t.schedule_date;
end
$$;

comment on function api_v2.coverage_by_level(text, date, date, bigint[]) is
    'Coverage in person-hours, by part of the plant and date

For each resource of a level (such as area) and business date, start_date to end_date, both included: person-hours required,
present and missing of everything that is required at and below it, and how many people are missing at most at once
(most_missing). resource_ids: at and below these; null for everything that the key may see. What is required above the level
is in no total. Errors: SC001 unknown id, SC004 period or level.';

grant execute on function api_v2.coverage_by_level(text, date, date, bigint[])
to sched_oee_reader, sched_viewer, sched_planner, sched_admin, sched_workforce_viewer;
