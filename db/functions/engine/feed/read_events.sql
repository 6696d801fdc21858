create or replace function sched_engine.read_events(p_after text, p_limit integer default 1000)
returns table ("position" text, event_id bigint, event_type text, path_ids bigint[], message text) -- noqa: RF06
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_after constant record := sched_engine.event_position(p_after);
    v_before constant record := sched_engine.feed_frontier();
begin
    return query
    select
        format('%s-%s-%s', e.epoch, e.transaction_id, e.id),
        e.id,
        e.event_type,
        e.path_ids,
        sched_engine.event_message(e)
    from sched.events as e
    where (e.epoch, e.transaction_id, e.id) > (v_after.epoch, v_after.transaction_id, v_after.id)
        and (e.epoch, e.transaction_id) < (v_before.epoch, v_before.transaction_id)
    order by e.epoch, e.transaction_id, e.id
    limit p_limit;
end
$$;

comment on function sched_engine.read_events(text, integer) is
    'Events after a position, in an order in which none is missed: as the change feed is read (feed_frontier).';

grant execute on function sched_engine.read_events(text, integer) to sched_relay;
