create or replace function sched_engine.kept_slots(
    p_resource_ids bigint[], p_from date, p_to date, p_before timestamptz
)
returns table (
    resource_id bigint,
    schedule_date date,
    shift_code text,
    pattern_id bigint,
    exception_id bigint,
    start_time timestamptz,
    end_time timestamptz
)
language plpgsql
stable
parallel safe
set search_path = ''
as $$
#variable_conflict use_column
begin
    return query
    select
        g.resource_id,
        g.schedule_date,
        g.shift_code,
        g.pattern_id,
        g.moved_by,
        lower(p.part),
        upper(p.part)
    from (
        select
            s.resource_id,
            s.schedule_date,
            s.shift_code,
            s.pattern_id,
            min(e.id) as moved_by,
            range_agg(tstzrange(s.planned_start_time, s.planned_end_time)) as parts
        from sched.equipment_schedules as s
        left join sched.schedule_exceptions as e on e.id = s.exception_id and e.impact_type = 'shifted'
        where s.resource_id = any(p_resource_ids)
            and s.schedule_date between p_from and p_to
            and s.pattern_id is not null
        group by s.resource_id, s.schedule_date, s.shift_code, s.pattern_id
    ) as g
    cross join lateral unnest(g.parts) as p (part)
    where lower(p.part) < p_before;
end
$$;

comment on function sched_engine.kept_slots(bigint[], date, date, timestamptz) is
    'Stretches of shifts of the stored plan that began before p_before, put together again from the rows that exceptions and
holidays made of them. A shift that was moved (exception_id) stays where it is.';
