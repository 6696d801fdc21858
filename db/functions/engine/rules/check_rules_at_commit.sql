create or replace function sched_engine.check_rules_at_commit()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_severities sched.rule_severity[];
    v_from date;
    v_to date;
    v_ids bigint[];
    v_before sched_engine.roster_version[];
    v_found sched_engine.found_breach[];
    v_worst sched_engine.found_breach[];
    v_warned record;
begin
    -- Once for all marks of the transaction.
    if new.id <= coalesce(nullif(current_setting('sched.rules_checked_through', true), ''), '0')::bigint then
        return null;
    end if;
    v_severities := array(
        select distinct r.severity from sched.emp_work_rules as r where r.is_active and r.severity <> 'note'
    );
    if v_severities = '{}' then
        return null;
    end if;
    if 'refuse' = any(v_severities) then
        perform sched_engine.await_rosters();
    end if;
    perform set_config('sched.rules_checked_through',
        coalesce(nullif(current_setting('sched.rosters_refreshed_through', true), ''), '0'), true);

    -- The feed knows what stood there before: its first entry of each date.
    select
        min(lower(d.dates)),
        max(upper(d.dates)) - 1,
        array_agg(d.employee_id),
        array_agg(row(-d.employee_id, d.employee_id, d.dates, d.stretches)::sched_engine.roster_version)
    into v_from, v_to, v_ids, v_before
    from (
        select
            c.employee_id,
            range_agg(c.schedule_dates) as dates,
            array_agg(jsonb_populate_record(
                null::sched.emp_schedules,
                s.stretch || jsonb_build_object('employee_id', c.employee_id, 'schedule_date', lower(c.schedule_dates))
            )) filter (where s.stretch is not null) as stretches
        from (
            select distinct on (i.employee_id, i.schedule_dates) i.*
            from sched.emp_schedule_changes as i
            where i.epoch = sched_engine.feed_epoch() and i.transaction_id = pg_current_xact_id()
                and i.change_kind = 'changed'
            order by i.employee_id, i.schedule_dates, i.id
        ) as c
        left join lateral jsonb_array_elements(c.old_value) as s (stretch) on true
        group by c.employee_id
    ) as d;
    if v_ids is null then
        return null;
    end if;
    v_found := array(
        select b::sched_engine.found_breach
        from sched_engine.breaches_of(v_ids, v_from, v_to, v_before, v_severities, true) as b
    );
    v_worst := array(
        select w::sched_engine.found_breach
        from sched_engine.worse_breaches(
            array(select b::sched_engine.found_breach from unnest(v_found) as b where b.version < 0),
            array(select b::sched_engine.found_breach from unnest(v_found) as b where b.version > 0)
        ) as w
    );
    if v_worst = '{}' then
        return null;
    end if;

    perform sched_engine.refuse_breaches(v_worst);
    for v_warned in select * from sched_engine.breaches_said(v_worst) limit 20 loop
        raise warning using errcode = '01SC0', message = v_warned.said;
    end loop;
    perform set_config('sched.rule_warnings',
        (coalesce(nullif(current_setting('sched.rule_warnings', true), ''), '0')::integer
            + cardinality(v_worst))::text, true);
    return null;
end
$$;

comment on function sched_engine.check_rules_at_commit() is
    'Trigger, at commit, when the rosters are current (its name comes after refresh_at_commit): what the transaction did to
the rosters of single people may not newly break a work rule. SC026: one of severity refuse; one of severity warn is told by a
warning, and counted in the setting sched.rule_warnings. Breaches that were there before, and are no worse, stand in no way.';

do $$
begin
    if not exists (
        select from pg_catalog.pg_trigger as t
        where t.tgname = 'rules_at_commit' and t.tgrelid = 'sched.emp_stale_dates'::regclass
    ) then
        create constraint trigger rules_at_commit
        after insert on sched.emp_stale_dates
        deferrable initially deferred
        for each row when (new.cause ->> 'table' in ('emp_roster_changes', 'emp_absences'))
        execute function sched_engine.check_rules_at_commit();
    end if;
end
$$;
