create or replace function sched_oee.coverage(p_from date, p_to date, p_resource_codes text[] default null)
returns table (
    requirement_id bigint,
    resource_id bigint,
    resource_code text,
    schedule_date date,
    start_time timestamptz,
    end_time timestamptz,
    required integer,
    present integer,
    missing integer,
    surplus integer,
    missing_hours numeric
)
language plpgsql
stable
rows 1000
security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select
        c.requirement_id,
        c.resource_id,
        r.resource_code::text,
        c.schedule_date,
        c.start_time,
        c.end_time,
        c.required,
        c.present,
        c.missing,
        c.surplus,
        c.missing * sched_engine.hours(c.start_time, c.end_time)
    from sched_engine.coverage(
        case when p_resource_codes is not null
            then array(select sched_engine.resource_id(u.code) from unnest(p_resource_codes) as u (code))
        end,
        p_from, p_to
    ) as c
    inner join sched.resources as r on r.id = c.resource_id
    where sched_engine.is_workforce_on()
    order by r.hierarchy_path, c.requirement_id, c.start_time;
end
$$;

comment on function sched_oee.coverage(date, date, text[]) is
    'How many people machines require and how many are there, at and below these resources (codes; null: the whole plant), on
the business dates p_from to p_to, both included: one row per requirement and maximal stretch with the same numbers,
wherever somebody is required; missing_hours is missing times the hours of the stretch. Counts only, nobody is named.
From the stored plan and the stored roster; nothing while the workforce is off. SC001: unknown code; SC004: period.';

grant execute on function sched_oee.coverage(date, date, text[])
to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
