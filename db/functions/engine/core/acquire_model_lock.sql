create or replace function sched_engine.acquire_model_lock()
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_model constant bigint := hashtextextended('sched.model', 0);
    v_is_shared constant boolean := nullif(current_setting('sched.shared_connection', true), '') is not null;
    v_has_planned constant boolean := nullif(current_setting('sched.plan_locked_through', true), '') is not null;
    v_timeout constant text := current_setting('lock_timeout');
    v_allowed constant integer := nullif(1000 * extract(epoch from v_timeout::interval), 0);
    v_deadline constant timestamptz := clock_timestamp() + interval '5 s';
    v_patience integer;
    v_holder text;
begin
    if pg_try_advisory_xact_lock(v_model) then
        perform sched_engine.stamp_model_lock();
        return;
    end if;
    loop
        v_patience := least(v_allowed, case
            when v_has_planned then sched_engine.lock_patience()
            when not v_is_shared then 1000
            when sched_engine.may_wait_for_model() then 5000
            when sched_engine.is_model_held_long() then 1
            else 250
        end);
        begin
            perform set_config('lock_timeout', v_patience::text, true);
            perform pg_advisory_xact_lock(v_model);
            perform set_config('lock_timeout', v_timeout, true);
            perform sched_engine.stamp_model_lock();
            return;
        exception when lock_not_available or query_canceled then
            -- Among many it is worth waiting for some who are quick, one after the other, not for one who sits there.
            continue when v_is_shared and not v_has_planned and sqlstate = '55P03'
                and clock_timestamp() < v_deadline and not sched_engine.is_model_held_long();
            v_holder := (select h.description from sched_engine.model_lock_holder() as h limit 1);
            if v_has_planned and sqlstate = '55P03' then
                perform sched_engine.refuse(
                    '55P03',
                    'Somebody else is changing the plant, and this transaction, which has generated before it edits, does '
                    'not wait for long.',
                    'Edit first and generate afterwards, or use two transactions; or try again.',
                    v_holder
                );
            -- Neither is anybody's fault: the thing to do is to try again.
            elsif v_is_shared then
                perform sched_engine.refuse(
                    '55P03', 'Somebody else is changing the plant, and it took too long to wait for them.',
                    'Try again in a few seconds; if that does not help, somebody has to end that transaction.', v_holder
                );
            elsif sqlstate <> '55P03' or v_patience = v_allowed then
                raise;
            end if;
            exit;
        end;
    end loop;
    raise notice using errcode = '55P03', message = format(
        'Waiting for %s, which is changing the plant', coalesce(v_holder, 'another transaction')
    );
    perform set_config('lock_timeout', coalesce(v_allowed - v_patience, 0)::text, true);
    perform pg_advisory_xact_lock(v_model);
    perform set_config('lock_timeout', v_timeout, true);
    perform sched_engine.stamp_model_lock();
end
$$;

comment on function sched_engine.acquire_model_lock() is
    'Waits for all other edits of the model to commit, and holds up later ones until this transaction ends. Every edit does
so by itself (trigger lock_model); a function that locks rows before it edits calls this first, lest two of them wait for
each other for ever. Whoever waits for more than a second is told whom for, by a notice. A transaction that has locked a
plan (sched_engine.lock_plan) waits for a moment only and is refused then (55P03), because the edit waited for may need that
plan. So is one whose connection others need too (setting sched.shared_connection), such as a request of an API: after 5 seconds;
when enough others wait already, as soon as one edit has been going on for more than a second.';
