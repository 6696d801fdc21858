-- Inlined, so that hundreds of thousands of rows are read once.
create or replace function sched_engine.rule_work(
    p_employee_ids bigint[], p_from date, p_to date, p_versions sched_engine.roster_version[]
)
returns table (
    version bigint,
    employee_id bigint,
    schedule_date date,
    start_time timestamptz,
    end_time timestamptz,
    pattern_id bigint,
    shift_second integer,
    owner_id bigint,
    change_id bigint
)
language sql
stable
parallel safe
rows 10000
as $$
    select
        s.employee_id,
        s.employee_id,
        s.schedule_date,
        s.shift_start_time,
        s.shift_end_time,
        s.pattern_id,
        s.shift_second,
        s.owner_id,
        s.roster_change_id
    from sched.emp_schedules as s
    where s.employee_id = any(p_employee_ids) and s.schedule_date between p_from and p_to
        and s.schedule_status = 'scheduled'
    union all
    select
        v.version,
        v.employee_id,
        s.schedule_date,
        s.shift_start_time,
        s.shift_end_time,
        s.pattern_id,
        s.shift_second,
        s.owner_id,
        s.roster_change_id
    from unnest(p_versions) as v
    inner join sched.emp_schedules as s on s.employee_id = v.employee_id
    where s.schedule_date between p_from and p_to and s.schedule_status = 'scheduled'
        and not v.replaced @> s.schedule_date
    union all
    select
        v.version,
        v.employee_id,
        s.schedule_date,
        s.shift_start_time,
        s.shift_end_time,
        s.pattern_id,
        s.shift_second,
        s.owner_id,
        s.roster_change_id
    from unnest(p_versions) as v
    cross join lateral unnest(v.stretches) as s
    where s.schedule_date between p_from and p_to and s.schedule_status = 'scheduled'
$$;

comment on function sched_engine.rule_work(bigint[], date, date, sched_engine.roster_version[]) is
    'What is worked on the business dates p_from to p_to, both included: the stretches of the stored roster of these
people that are scheduled (version: the id of the person), and those of other versions of rosters.';
