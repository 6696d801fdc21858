-- Inlined.
create or replace function sched_engine.shift_spans(
    p_employee_ids bigint[], p_from date, p_to date, p_versions sched_engine.roster_version[]
)
returns table (
    version bigint,
    employee_id bigint,
    schedule_date date,
    start_time timestamptz,
    end_time timestamptz
)
language sql
stable
parallel safe
rows 10000
as $$
    with shifts as (
        select
            r.version,
            r.employee_id,
            r.schedule_date,
            min(r.start_time) as start_time,
            max(r.end_time) as end_time
        from sched_engine.rule_work(p_employee_ids, p_from, p_to, p_versions) as r
        group by
            r.version, r.employee_id, r.schedule_date, r.pattern_id, r.shift_second, r.owner_id,
            case when r.pattern_id is null then r.change_id end
    ),

    marked as (
        select
            s.*,
            case
                when s.start_time <= max(s.end_time) over (
                    partition by s.version order by s.start_time, s.end_time, s.schedule_date
                    rows between unbounded preceding and 1 preceding
                ) + interval '1 hour' then 0
                else 1
            end as is_next
        from shifts as s
    ),

    numbered as (
        select
            m.*,
            sum(m.is_next) over (
                partition by m.version order by m.start_time, m.end_time, m.schedule_date rows unbounded preceding
            ) as nr
        from marked as m
    )

    select
        n.version,
        n.employee_id,
        min(n.schedule_date),
        min(n.start_time),
        max(n.end_time)
    from numbered as n
    group by n.version, n.employee_id, n.nr
$$;

comment on function sched_engine.shift_spans(bigint[], date, date, sched_engine.roster_version[]) is
    'The shifts of sched_engine.rule_work, each from its first instant to its last, breaks and absences in it included; shifts
between which lies no more than an hour are one.';
