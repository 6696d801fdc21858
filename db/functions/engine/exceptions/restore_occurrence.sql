create or replace function sched_engine.restore_occurrence(p_exception_id bigint, p_start timestamptz)
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
    select z.time_zone into v_zone from sched_engine.effective_time_zones(array[v_exception.resource_id]) as z;
    v_wall := p_start at time zone v_zone;
    if v_exception.id is null or v_wall <> all(v_exception.recurrence_excluded) then
        perform sched_engine.refuse(
            'SC001',
            format('Exception %s has no cancelled occurrence at %s.', p_exception_id,
                coalesce(to_char(v_wall, 'YYYY-MM-DD HH24:MI'), p_start::text)),
            coalesce(
                (
                    select format('Cancelled are: %s.', string_agg(to_char(o.moment, 'YYYY-MM-DD HH24:MI'), ', ' order by o.moment))
                    from unnest(v_exception.recurrence_excluded) as o (moment)
                    having count(*) > 0
                ),
                'None of its occurrences is cancelled.'
            )
        );
    end if;
    update sched.schedule_exceptions as e
    set recurrence_excluded = array_remove(e.recurrence_excluded, v_wall)
    where e.id = p_exception_id;
end
$$;

comment on function sched_engine.restore_occurrence(bigint, timestamptz) is
    'Takes the cancelling of one occurrence back: it happens again at p_start. SC001: there is no such exception, or that
occurrence is not cancelled. SC010: locked period.';
