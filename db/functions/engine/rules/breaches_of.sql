create or replace function sched_engine.breaches_of(
    p_employee_ids bigint[], p_from date, p_to date, p_versions sched_engine.roster_version[] default '{}',
    p_severities sched.rule_severity[] default '{note,warn,refuse}', p_around boolean default false
)
returns setof sched_engine.found_breach
language plpgsql
stable
rows 100
set search_path = pg_catalog, pg_temp
set work_mem = '64MB'
set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_ids constant bigint[] := array(
        select i.id from unnest(p_employee_ids) as i (id)
        union
        select v.employee_id from unnest(p_versions) as v
    );
    v_more constant integer := (
        select coalesce(max((
            select sum(extract(epoch from s.shift_end_time - s.shift_start_time)) from unnest(v.stretches) as s
        )), 0)
        from unnest(p_versions) as v
    );
    v_rule record;
    v_held record;
    v_asked jsonb;
    v_asked_before jsonb;
    v_suspects bigint[];
begin
    -- The rosters of many are read as a whole; for a few, to plan takes longer than to look them up.
    if cardinality(p_employee_ids) > 500 then
        perform set_config('plan_cache_mode', 'force_custom_plan', true);
    end if;
    for v_rule in
        select
            r as rule_row,
            greatest(p_from - a.days, r.start_date) as first_date,
            least(p_to + a.days, r.end_date) as last_date,
            num_nonnulls(r.resource_id, r.position_id) = 0 as holds_for_all
        from sched.emp_work_rules as r
        cross join lateral (
            select case
                when p_around then 1 + coalesce(
                    r.averaged_over_days, (r.window_hours + 23) / 24, ceil(r.limit_value / 24)::integer
                )
                else 0
            end as days
        ) as a
        where r.is_active and r.severity = any(p_severities)
            and r.start_date <= p_to + a.days and coalesce(r.end_date, 'infinity') >= p_from - a.days
        order by r.averaged_over_days, r.window_hours, r.limit_value, r.id
    loop
        if v_rule.holds_for_all then
            -- Of two rules that ask for the same sums, once.
            v_asked := jsonb_build_array(
                v_rule.first_date, v_rule.last_date, (v_rule.rule_row).averaged_over_days,
                (v_rule.rule_row).window_hours, (v_rule.rule_row).limit_value, (v_rule.rule_row).rule_operator
            );
            if v_asked is distinct from v_asked_before then
                v_suspects := case
                    when (v_rule.rule_row).averaged_over_days >= 28 or (cardinality(v_ids) > 50 and p_versions = '{}')
                        then sched_engine.rule_suspects(
                            v_rule.rule_row, v_ids, v_rule.first_date, v_rule.last_date, v_more
                        )
                    else v_ids
                end;
                v_asked_before := v_asked;
            end if;
            continue when v_suspects = '{}';
            return query
            select * from sched_engine.breaches_of_rule(
                v_rule.rule_row,
                case
                    when p_versions = '{}' then v_suspects
                    else array(select i.id from unnest(p_employee_ids) as i (id) where i.id = any(v_suspects))
                end,
                v_rule.first_date, v_rule.last_date,
                array(
                    select v::sched_engine.roster_version
                    from unnest(p_versions) as v
                    where v.employee_id = any(v_suspects)
                )
            );
            continue;
        end if;
        for v_held in
            select * from sched_engine.held_people(v_rule.rule_row, v_ids, v_rule.first_date, v_rule.last_date)
        loop
            return query
            select * from sched_engine.breaches_of_rule(
                v_rule.rule_row,
                array(select i.id from unnest(p_employee_ids) as i (id) where i.id = any(v_held.employee_ids)),
                v_held.first_date, v_held.last_date,
                array(
                    select v::sched_engine.roster_version
                    from unnest(p_versions) as v
                    where v.employee_id = any(v_held.employee_ids)
                )
            );
        end loop;
    end loop;
end
$$;

comment on function sched_engine.breaches_of(
    bigint[], date, date, sched_engine.roster_version[], sched.rule_severity[], boolean
) is
    'Where the stored rosters of these people, and these versions of rosters, break the active rules of these severities, by
shifts of the business dates p_from to p_to, both included; p_around: of all dates of which a rule looks at one of those.';
