create or replace function sched_engine.pattern_slots(
    p_resource_ids bigint[], p_from date, p_to date, p_with_moves boolean default false,
    p_now timestamptz default null, p_anew datemultirange default '{}'
)
returns table (
    resource_id bigint,
    schedule_date date,
    shift_code text,
    pattern_id bigint,
    exception_id bigint,
    start_time timestamptz,
    end_time timestamptz,
    shift_second integer,
    shift_placement sched.shift_placement,
    is_begun boolean
)
language plpgsql
stable
parallel safe
rows 1000
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    if p_now is null then
        return query
        select
            s.resource_id,
            s.schedule_date,
            s.shift_code,
            s.pattern_id,
            s.moved_by,
            lower(p.part),
            upper(p.part),
            s.shift_second,
            s.placement,
            false
        from sched_engine.queued_shifts(p_resource_ids, p_from, p_to, p_with_moves) as s
        cross join lateral unnest(s.work) as p (part);
    else
        return query
        select
            s.resource_id,
            s.schedule_date,
            s.shift_code,
            s.pattern_id,
            s.moved_by,
            lower(p.part),
            upper(p.part),
            s.shift_second,
            s.placement,
            s.is_begun
        from sched_engine.continued_shifts(p_resource_ids, p_from, p_to, p_now, p_anew) as s
        cross join lateral unnest(s.work) as p (part);
    end if;
end
$$;

comment on function sched_engine.pattern_slots(bigint[], date, date, boolean, timestamptz, datemultirange) is
    'Working stretches of the shifts of each resource on the business dates p_from to p_to, before holidays and all exceptions
but those that move shifts (p_with_moves, exception_id). Stretches of one resource never overlap. Without p_now those of the
model of now (queued_shifts); with it, shifts begun before that instant are those of the stored plan (continued_shifts).';
