create or replace function sched_engine.cancel_occurrence(p_exception_id bigint, p_start timestamptz)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_exception constant sched.schedule_exceptions := sched_engine.lock_exception(p_exception_id);
    v_zone text;
    v_wall timestamp;
begin
    perform sched_engine.check_given(p_start::text, 'start', 'Give the start of one of its occurrences.');
    if v_exception.is_active is not true or v_exception.recurrence_rule is null then
        perform sched_engine.refuse(
            'SC001',
            format('There is no recurring exception %s in force.', p_exception_id),
            'Look its number up in the list of exceptions; one that happens once is cancelled as a whole.'
        );
    end if;
    select z.time_zone into v_zone from sched_engine.effective_time_zones(array[v_exception.resource_id]) as z;
    v_wall := p_start at time zone v_zone;
    if not exists (
        select from sched_engine.recurrence_occurrences(
            v_exception.recurrence_rule, v_exception.start_datetime at time zone v_zone,
            v_exception.recurrence_excluded, v_exception.recurrence_added, v_wall, v_wall + interval '1 second'
        ) as o (moment)
        where o.moment = v_wall
    ) then
        perform sched_engine.refuse(
            'SC001',
            format('Exception %s does not happen at %s (%s).', p_exception_id, v_wall, v_zone),
            'Give the local start of one of its occurrences.'
        );
    end if;
    update sched.schedule_exceptions as e
    set recurrence_excluded = e.recurrence_excluded || v_wall
    where e.id = p_exception_id;
end
$$;

comment on function sched_engine.cancel_occurrence(bigint, timestamptz) is
    'Cancels one occurrence of a recurring exception: the one that starts at p_start. SC001: no such exception or
occurrence; SC016: not given.';
