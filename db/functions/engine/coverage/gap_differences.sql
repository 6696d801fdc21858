create or replace function sched_engine.gap_differences(
    p_requirement_ids bigint[], p_from timestamptz, p_to timestamptz
)
returns table (is_stored boolean, gap sched.emp_coverage_gaps)
language plpgsql
stable
parallel restricted
rows 10
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with stored as materialized (
        select g.*
        from sched.emp_coverage_gaps as g
        where g.requirement_id = any(p_requirement_ids) and g.start_time <= p_to and g.end_time >= p_from
    ),

    pieces as (
        select
            c.requirement_id,
            c.schedule_date,
            c.start_time,
            c.end_time,
            c.required,
            c.present
        from sched_engine.planned_coverage(p_requirement_ids, p_from, p_to, true) as c
        cross join sched.emp_coverage_dates as d
        where c.present < c.required and d.dates @> c.schedule_date and c.requirement_id = any(p_requirement_ids)
        union all
        -- What reaches beyond the period stays there as it is.
        select
            s.requirement_id,
            s.schedule_date,
            s.start_time,
            least(s.end_time, p_from),
            s.required,
            s.present
        from stored as s
        where s.start_time < p_from
        union all
        select
            s.requirement_id,
            s.schedule_date,
            greatest(s.start_time, p_to),
            s.end_time,
            s.required,
            s.present
        from stored as s
        where s.end_time > p_to
    ),

    begun as (
        select
            p.*,
            case when
                (p.start_time, p.schedule_date, p.required, p.present)
                = (lag(p.end_time) over w, lag(p.schedule_date) over w, lag(p.required) over w, lag(p.present) over w)
                then 0 else 1 end as begins
        from pieces as p
        window w as (partition by p.requirement_id order by p.start_time)
    ),

    wanted as (
        select
            i.requirement_id,
            i.schedule_date,
            min(i.start_time) as start_time,
            max(i.end_time) as end_time,
            i.required,
            i.present
        from (
            select
                b.*,
                sum(b.begins) over (partition by b.requirement_id order by b.start_time) as island
            from begun as b
        ) as i
        group by i.requirement_id, i.island, i.schedule_date, i.required, i.present
    )

    select
        s.requirement_id is not null,
        case
            when s.requirement_id is not null then s::sched.emp_coverage_gaps
            else row(
                w.requirement_id, q.resource_id, w.schedule_date, w.start_time, w.end_time, w.required, w.present,
                sched_engine.instant_of_writing()
            )::sched.emp_coverage_gaps
        end
    from wanted as w
    inner join sched.emp_requirements as q on q.id = w.requirement_id
    full join stored as s
        on s.requirement_id = w.requirement_id and s.resource_id = q.resource_id
        and s.schedule_date = w.schedule_date and s.start_time = w.start_time and s.end_time = w.end_time
        and s.required = w.required and s.present = w.present
    where s.requirement_id is null or w.requirement_id is null;
end
$$;

comment on function sched_engine.gap_differences(bigint[], timestamptz, timestamptz) is
    'Where the stored gaps of these requirements, which must be all that are connected, are not what they should be in
[p_from, p_to): those that are stored and should not be, and those that should be and are not. Writes nothing.';
