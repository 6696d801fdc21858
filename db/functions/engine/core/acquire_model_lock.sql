create or replace function sched_engine.acquire_model_lock(p_is_shared boolean default false)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_model constant bigint := hashtextextended('sched.model', 0);
    v_shares_connection constant boolean := nullif(current_setting('sched.shared_connection', true), '') is not null;
    v_has_planned constant boolean := nullif(current_setting('sched.plan_locked_through', true), '') is not null;
    -- Two that have entered exceptions and go on to edit the rest would wait for each other.
    v_has_entered constant boolean
    := not p_is_shared and nullif(current_setting('sched.has_entered', true), '') is not null;
    v_is_brief constant boolean := v_has_planned or v_has_entered;
    v_timeout constant text := current_setting('lock_timeout');
    v_allowed constant integer := nullif(1000 * extract(epoch from v_timeout::interval), 0);
    v_deadline constant timestamptz := clock_timestamp() + interval '5 s';
    v_patience integer;
    v_holder text;
begin
    if p_is_shared then
        perform set_config('sched.has_entered', 'on', true);
    end if;
    if (
        case when p_is_shared then pg_try_advisory_xact_lock_shared(v_model) else pg_try_advisory_xact_lock(v_model) end
    ) then
        perform sched_engine.stamp_model_lock();
        return;
    end if;
    loop
        v_patience := least(v_allowed, case
            when v_is_brief then sched_engine.lock_patience()
            when not v_shares_connection then 1000
            when sched_engine.may_wait_for_model() then 5000
            when sched_engine.is_model_held_long() then 1
            else 250
        end);
        begin
            perform set_config('lock_timeout', v_patience::text, true);
            if p_is_shared then
                perform pg_advisory_xact_lock_shared(v_model);
            else
                perform pg_advisory_xact_lock(v_model);
            end if;
            perform set_config('lock_timeout', v_timeout, true);
            perform sched_engine.stamp_model_lock();
            return;
        exception when lock_not_available or query_canceled or deadlock_detected then
            -- Among many it is worth waiting for some who are quick, one after the other, not for one who sits there.
            continue when v_shares_connection and not v_is_brief and sqlstate = '55P03'
                and clock_timestamp() < v_deadline and not sched_engine.is_model_held_long();
            v_holder := (
                select h.description
                from sched_engine.model_lock_holder() as h
                where h.pid <> pg_backend_pid()
                order by h.since
                limit 1
            );
            -- PostgreSQL sees at once when two that share a lock both want it alone.
            if v_has_entered and sqlstate in ('55P03', '40P01') then
                perform sched_engine.refuse(
                    '55P03',
                    'Somebody else is changing the plant, and this transaction, which has entered exceptions before it '
                    'edits other things, does not wait for long.',
                    'Edit first and enter exceptions afterwards, or use two transactions; or try again.',
                    v_holder
                );
            elsif v_has_planned and sqlstate = '55P03' then
                perform sched_engine.refuse(
                    '55P03',
                    'Somebody else is changing the plant, and this transaction, which has generated before it edits, does '
                    'not wait for long.',
                    'Edit first and generate afterwards, or use two transactions; or try again.',
                    v_holder
                );
            -- Neither is anybody's fault: the thing to do is to try again.
            elsif v_shares_connection then
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
    if p_is_shared then
        perform pg_advisory_xact_lock_shared(v_model);
    else
        perform pg_advisory_xact_lock(v_model);
    end if;
    perform set_config('lock_timeout', v_timeout, true);
    perform sched_engine.stamp_model_lock();
end
$$;

comment on function sched_engine.acquire_model_lock(boolean) is
    'Waits for all other edits of the model to commit, and holds up later ones until this transaction ends; p_is_shared: but
not those that share it, which is for entering exceptions: the plan of a machine is written by one after the other
(sched_engine.lock_plan), and nothing else of the model is changed. Every edit does so by itself (trigger lock_model); a
function that locks rows before it edits calls this first, lest two of them wait for each other for ever. Whoever waits
for more than a second is told whom for, by a notice. A transaction that has locked a plan (sched_engine.lock_plan), or has
entered exceptions and edits the rest, waits for a moment only and is refused then (55P03), because the edit waited for may
need what it has. So is one whose connection others need too (setting sched.shared_connection), such as a request of an
API: after 5 seconds; when enough others wait already, as soon as one edit has been going on for more than a second.';
