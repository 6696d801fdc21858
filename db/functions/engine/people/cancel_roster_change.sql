create or replace function sched_engine.cancel_roster_change(p_change_id bigint)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_count bigint;
begin
    perform sched_engine.acquire_model_lock();
    if not exists (select from sched.emp_roster_changes as c where c.id = p_change_id) then
        perform sched_engine.refuse('SC001', format('There is no change of the roster %s.', p_change_id),
            'List them with: sched roster changes');
    end if;
    -- The two halves of an exchange belong together.
    with cancelled as (
        update sched.emp_roster_changes as c
        set change_status = 'cancelled'
        where c.change_status <> 'cancelled' and (
            c.id = p_change_id or c.returned_for_id = p_change_id
            or c.id = (select i.returned_for_id from sched.emp_roster_changes as i where i.id = p_change_id)
        )
        returning c.id
    )

    select count(*) into v_count from cancelled as c;
    return v_count;
end
$$;

comment on function sched_engine.cancel_roster_change(bigint) is
    'Cancels a change of the roster, and with one half of an exchange the other. Returns how many that were; 0 when it
was cancelled before. SC001: there is none with this id.';
