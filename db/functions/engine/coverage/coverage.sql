create or replace function sched_engine.coverage(p_resource_ids bigint[], p_from date, p_to date)
returns table (
    requirement_id bigint, resource_id bigint, schedule_date date, start_time timestamptz, end_time timestamptz,
    required integer, present integer, missing integer, surplus integer
)
language plpgsql
stable
parallel restricted
rows 1000
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_period tstzrange;
    v_ids bigint[];
begin
    perform sched_engine.check_period(p_from, p_to);
    v_period := sched_engine.dates_period(daterange(p_from, p_to, '[]'));
    v_ids := array(
        select q.id
        from sched.emp_requirements as q
        inner join sched.resources as r on r.id = q.resource_id
        where r.path_ids && p_resource_ids
    );
    return query
    select
        c.requirement_id,
        q.resource_id,
        c.schedule_date,
        c.start_time,
        c.end_time,
        c.required,
        c.present,
        c.required - c.present,
        c.surplus
    from sched_engine.planned_coverage(
        case when p_resource_ids is not null then v_ids end, lower(v_period), upper(v_period)
    ) as c
    inner join sched.emp_requirements as q on q.id = c.requirement_id
    where c.schedule_date between p_from and p_to
        and (p_resource_ids is null or c.requirement_id = any(v_ids));
end
$$;

comment on function sched_engine.coverage(bigint[], date, date) is
    'How many people are required, present, missing and to spare (surplus), for each requirement at or below these resources
(null: everywhere), on the business dates p_from to p_to, both included: a row for each maximal stretch with the same
numbers and date, wherever somebody is required. From the stored plan and the stored roster. SC004: period.';
