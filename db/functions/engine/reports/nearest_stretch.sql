create or replace function sched_engine.nearest_stretch(
    p_resource_id bigint, p_from timestamptz, p_is_back boolean
)
returns table (start_time timestamptz, end_time timestamptz, shift_code text, capacity_percent smallint)
language plpgsql
stable
parallel safe
rows 1
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_end constant timestamptz := sched_engine.search_end(p_from, p_is_back);
    v_width interval := interval '168 hours';
    -- Back in time what runs or begins at p_from counts as well.
    v_at timestamptz := p_from + case when p_is_back then interval '1 microsecond' else interval '0' end;
    v_next timestamptz;
begin
    while v_at <> v_end loop
        v_next := case
            when p_is_back then greatest(v_at - v_width, v_end)
            else least(v_at + v_width, v_end)
        end;
        return query
        select s.*
        from sched_engine.operating_stretches(p_resource_id, least(v_at, v_next), greatest(v_at, v_next)) as s
        order by case when p_is_back then p_from - s.start_time else s.start_time - p_from end
        limit 1;
        exit when found;
        v_at := v_next;
        v_width := v_width * 2;
    end loop;
end
$$;

comment on function sched_engine.nearest_stretch(bigint, timestamptz, boolean) is
    'The operating stretch of a machine that runs at p_from, else the next one, or the one before
(p_is_back); whole, from its own start. No row: none within 10 years.';
