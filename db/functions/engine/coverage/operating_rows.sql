create or replace function sched_engine.operating_rows(p_machine_ids bigint[], p_from timestamptz, p_to timestamptz)
returns table (
    resource_id bigint, schedule_date date, shift_code text, planned_start_time timestamptz,
    planned_end_time timestamptz
)
language plpgsql
stable
parallel safe
rows 1000
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    -- A shift may last into the next date, and be moved by one more day in either direction.
    v_first constant date := (p_from at time zone 'UTC')::date - 4;
    v_last constant date := (p_to at time zone 'UTC')::date + 3;
begin
    if sched_engine.coverage_known_at() is not null then
        return query
        select
            s.resource_id,
            s.schedule_date,
            s.shift_code,
            s.planned_start_time,
            s.planned_end_time
        from sched_engine.planned_segments_as_known(
            p_machine_ids, v_first, v_last, sched_engine.coverage_known_at()
        ) as s
        where s.planned_start_time < p_to and s.planned_end_time > p_from and s.schedule_status = 'operating';
        return;
    end if;
    return query
    select
        s.resource_id,
        s.schedule_date,
        s.shift_code,
        s.planned_start_time,
        s.planned_end_time
    from sched.equipment_schedules as s
    where s.resource_id = any(p_machine_ids)
        and s.schedule_date between v_first and v_last
        -- By the index: nothing that is stored lasts longer.
        and s.planned_start_time > p_from - interval '6 days'
        and s.planned_start_time < p_to and s.planned_end_time > p_from
        and s.schedule_status = 'operating';
end
$$;

comment on function sched_engine.operating_rows(bigint[], timestamptz, timestamptz) is
    'The stretches of the stored plan (or as it was known: sched_engine.coverage_known_at) in which these machines operate
and that overlap [p_from, p_to).';
