create or replace function sched_engine.explain_difference(
    p_resource_id bigint, p_date date, p_stored sched.equipment_schedules, p_planned sched.equipment_schedules
)
returns text
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select case
        when s.id is not null
            then format('An edit by %s has not been applied to the stored plan yet.', s.changed_by)
        when p_date <= sched_engine.period_lock()
            then format('The plan up to %s is locked; %s', sched_engine.period_lock(), w.sentence)
        when least(p_stored.planned_start_time, p_planned.planned_start_time) < sched_engine.current_instant()
            then 'The shift had begun when the rules changed, and what has begun is kept as evidence; '
                || w.sentence
        else format('The stored plan is out of date; %s Regenerate this date.', w.sentence)
    end
    from (
        select format('the rules of today would give %s.', case
            when p_planned.resource_id is null then 'no shift'
            when p_planned.schedule_status = 'operating'
                then format('operating at %s percent', p_planned.capacity_percent)
            else p_planned.schedule_status::text
        end) as sentence
    ) as w
    left join lateral (
        select p.* from sched_engine.explain_pending(p_resource_id, p_date) as p order by p.id limit 1
    ) as s on true
$$;

comment on function sched_engine.explain_difference(
    bigint, date, sched.equipment_schedules, sched.equipment_schedules
) is
    'Why the stored plan of a machine on a generated business date is not what the rules of today give, in a
sentence.';
