create or replace function sched_engine.queued_shifts(
    p_resource_ids bigint[], p_from date, p_to date, p_with_moves boolean
)
returns table (
    resource_id bigint,
    schedule_date date,
    shift_code text,
    pattern_id bigint,
    shift_second integer,
    placement sched.shift_placement,
    moved_by bigint,
    work tstzmultirange
)
language plpgsql
stable
parallel safe
rows 1000
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with queued as (
        select
            m.*,
            max(m.due_end_time) over (
                partition by m.resource_id
                order by
                    m.due_start_time, m.schedule_date, m.due_end_time, m.nominal_start_time, m.shift_second
                rows between unbounded preceding and 1 preceding
            ) as busy_until
        -- Neighbouring dates count too: a night shift of the day before may still run, and moves reach over a day.
        from sched_engine.model_shifts(
            p_resource_ids,
            p_from - case when p_with_moves then 3 else 1 end,
            p_to + case when p_with_moves then 2 else 0 end,
            p_with_moves
        ) as m
    ),

    started as (
        select
            q.*,
            greatest(q.due_start_time, q.busy_until) as start_time,
            case
                when q.busy_until > q.due_start_time then q.work * tstzmultirange(tstzrange(q.busy_until, null))
                else q.work
            end as work_left
        from queued as q
        where q.schedule_date between p_from and p_to
    )

    select
        s.resource_id,
        s.schedule_date,
        s.shift_code,
        s.pattern_id,
        s.shift_second,
        sched_engine.shift_placement(
            s.start_time, s.due_end_time, s.nominal_start_time, s.moved_by, s.moved_minutes, s.work_left
        ),
        s.moved_by,
        s.work_left
    from started as s;
end
$$;

comment on function sched_engine.queued_shifts(bigint[], date, date, boolean) is
    'Whole shifts of each resource on the business dates p_from to p_to as the model of now gives them, one after the other:
a shift that has begun is finished, breaks included, before the next one starts, also where the pattern changes under it.';
