create or replace function sched_engine.rebuild(
    p_resource_ids bigint[],
    p_dates datemultirange,
    p_cause jsonb,
    p_apply_holidays boolean default null,
    p_rewrite_past boolean default false,
    p_is_locked boolean default false,
    p_cuts_only boolean default false
)
returns table (inserted bigint, updated bigint, deleted bigint, unchanged bigint)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_step record;
    v_now timestamptz;
    v_written record;
begin
    -- One writer at a time per resource; readers are not held up. Always in the order of ids.
    if not p_is_locked then
        perform sched_engine.lock_plan(p_resource_ids);
    end if;
    if p_cuts_only then
        return query select * from sched_engine.recut(p_resource_ids, p_dates, p_cause);
        if found then
            return;
        end if;
    end if;
    -- The transaction may have waited: evidence is what has begun by the time the plan is written.
    v_now := sched_engine.instant_of_writing();

    inserted := 0;
    updated := 0;
    deleted := 0;
    unchanged := 0;
    for v_step in
        select s.*
        from sched_engine.planning_steps(p_resource_ids, p_dates, p_apply_holidays, p_rewrite_past, v_now) as s
        where not s.is_missing
    loop
        select * into v_written
        from sched_engine.apply_difference(
            v_step.resource_ids, v_step.first_date, v_step.last_date, v_step.apply_holidays, p_cause,
            v_step.continued_at, v_step.anew
        );
        inserted := inserted + v_written.inserted;
        updated := updated + v_written.updated;
        deleted := deleted + v_written.deleted;
        unchanged := unchanged + v_written.unchanged;
    end loop;
    return next;
end
$$;

comment on function sched_engine.rebuild(bigint[], datemultirange, jsonb, boolean, boolean, boolean, boolean) is
    'Brings the stored rows of these resources up to date, for those of the dates that have been generated. Shifts that
have begun change by exceptions only, unless p_rewrite_past; dates up to the period lock never. p_apply_holidays: null keeps
what the dates were generated with. Locks the resources until the end of the transaction, unless the caller has (p_is_locked).
p_cuts_only: after edits that neither move shifts nor add any (sched_engine.recut).';
