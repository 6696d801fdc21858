create or replace function sched_engine.event_position(
    p_position text, out epoch smallint, out transaction_id xid8, out id bigint
)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    select p.* into epoch, transaction_id, id from sched_engine.position_parts(p_position) as p;
    if epoch is null then
        perform sched_engine.refuse('SC004',
            format('%L is not a position among the events.', left(p_position, 100)),
            'Send the id of the last event you have seen, e.g. 1-7301-95, or none to begin with the next event.');
    end if;
    if epoch > 0 and not exists (
        select from sched.events as e
        where (e.epoch, e.transaction_id, e.id) = (event_position.epoch, event_position.transaction_id, event_position.id)
            and sched_engine.is_settled(e.epoch, e.transaction_id)
    ) then
        perform sched_engine.refuse('SC017',
            format('The event %s is no longer kept; others after it may be missing too.', p_position),
            'Read the plan again, then begin with the next event.');
    end if;
end
$$;

comment on function sched_engine.event_position(text) is
    'The parts of a position of the events. Refuses (SC004) what is none, and (SC017) one whose event is gone: a gap.';

grant execute on function sched_engine.event_position(text) to sched_relay;
