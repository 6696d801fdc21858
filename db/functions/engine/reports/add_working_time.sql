create or replace function sched_engine.add_working_time(
    p_resource_id bigint, p_from timestamptz, p_duration interval, p_is_weighted boolean
)
returns timestamptz
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_back constant boolean := p_duration < interval '0';
    v_end constant timestamptz := sched_engine.search_end(p_from, v_is_back);
    v_left bigint := abs(extract(epoch from p_duration) * 100000000);
    v_width interval := make_interval(secs => v_left / 1e8 + 7 * 86400);
    v_at timestamptz := p_from;
    v_next timestamptz;
    v_hit record;
begin
    while v_left > 0 and v_at <> v_end loop
        v_next := case
            when v_is_back then greatest(v_at - v_width, v_end)
            else least(v_at + v_width, v_end)
        end;

        -- The stretch in which the work is done; when it is not, the last one, with all of the window's work.
        select d.* into v_hit
        from (
            select
                w.*,
                sum(w.work) over (
                    order by case when v_is_back then p_from - w.start_time else w.start_time - p_from end
                )::bigint as done
            from sched_engine.working_stretches(
                p_resource_id, least(v_at, v_next), greatest(v_at, v_next), p_is_weighted
            ) as w
        ) as d
        order by d.done >= v_left desc, abs(d.done - v_left)
        limit 1;

        if v_hit.done >= v_left then
            v_left := v_left - (v_hit.done - v_hit.work);
            v_width := make_interval(secs => round(v_left / v_hit.percent::numeric) / 1000000);
            return case when v_is_back then v_hit.end_time - v_width else v_hit.start_time + v_width end;
        end if;
        -- As far as the rest takes at the rate of work just seen, and some more; twice as far after none.
        v_left := v_left - coalesce(v_hit.done, 0);
        v_at := v_next;
        v_width := v_width * least(coalesce(1.1 * v_left / v_hit.done, 2), 500) + interval '168 hours';
    end loop;
    return case when v_left = 0 then p_from end;
end
$$;

comment on function sched_engine.add_working_time(bigint, timestamptz, interval, boolean) is
    'The instant at which a machine, working from p_from on, has worked p_duration (days of 24 hours, no
months); back in time when it is negative. The first such instant on the way; for zero p_from itself. Null:
not within 10 years.';
