create or replace function sched_engine.lock_plan(p_resource_ids bigint[])
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_since constant timestamptz := clock_timestamp();
    v_timeout constant text := current_setting('lock_timeout');
    v_patience constant integer := sched_engine.lock_patience();
    v_locked_through constant bigint
    := coalesce(nullif(current_setting('sched.plan_locked_through', true), ''), '0')::bigint;
    v_last bigint;
begin
    loop
        begin
            perform set_config('lock_timeout', v_patience::text, true);
            select max(l.resource_id) into v_last
            from (
                select g.resource_id
                from sched.generated_dates as g
                where g.resource_id = any(p_resource_ids)
                order by g.resource_id
                for no key update
            ) as l;
            perform set_config('lock_timeout', v_timeout, true);
            exit;
        exception when lock_not_available then
            -- What was locked meanwhile is given back.
            if v_timeout <> '0' and clock_timestamp() >= v_since + v_timeout::interval then
                perform sched_engine.refuse(
                    '55P03', 'Somebody else is writing the plan of some of these machines.', 'Try again in a few seconds.'
                );
            elsif (select min(i.id) from unnest(p_resource_ids) as i (id)) <= v_locked_through then
                perform sched_engine.refuse(
                    '55P03',
                    'Somebody else is writing the plan of some of these machines, and this transaction, which has '
                    'written that of others, does not wait for long.',
                    'Generate all of them at once, or in transactions of their own; or try again.'
                );
            end if;
        end;
    end loop;
    if v_last > v_locked_through then
        perform set_config('sched.plan_locked_through', v_last::text, true);
    end if;
end
$$;

comment on function sched_engine.lock_plan(bigint[]) is
    'Locks the plan of these resources for writing, until the end of the transaction: one writer at a time, while readers
are not held up. Waits as long as it takes, as lock_timeout allows, in short turns that PostgreSQL takes for no deadlock;
and none comes of it, because everybody locks in the order of ids, and whoever might be waited for gives up: a
transaction that has locked machines of higher ids before (55P03), one that edits after it has locked a plan
(sched_engine.acquire_model_lock), and an edit at commit (sched_engine.refresh_at_commit).';
