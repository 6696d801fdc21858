create or replace function sched_engine.breaches_said(p_breaches sched_engine.found_breach[])
returns table (severity sched.rule_severity, said text)
language sql
stable
rows 10
set search_path = pg_catalog, pg_temp
as $$
    select
        r.severity,
        format('%s would break the rule %s: %s, and %s is allowed, from %s to %s.',
            coalesce('The roster of employee ' || v.employee_number, 'A roster'),
            r.rule_code,
            case r.rule_measure
                when 'consecutive_shifts' then sched_engine.counted(b.measured, 'shift') || ' in a row'
                else concat_ws(' ',
                    trim_scale(b.measured), 'h of', replace(r.rule_measure::text, '_', ' '),
                    case
                        when r.averaged_over_days is not null
                            then 'on average over ' || sched_engine.counted(r.averaged_over_days, 'day')
                    end)
            end,
            format('%s %s', replace(r.rule_operator::text, '_', ' '), trim_scale(r.limit_value)),
            to_char(b.breach_start at time zone z.zone, 'YYYY-MM-DD HH24:MI'),
            to_char(b.breach_end at time zone z.zone, 'YYYY-MM-DD HH24:MI'))
    from unnest(p_breaches) as b
    inner join sched.emp_work_rules as r on r.id = b.rule_id
    left join sched_engine.visible_employees as v on v.id = b.employee_id
    cross join lateral sched_engine.employee_zone(b.employee_id, (b.breach_start at time zone 'UTC')::date) as z (zone)
    order by r.severity desc, b.breach_start, r.rule_code, v.employee_number
$$;

comment on function sched_engine.breaches_said(sched_engine.found_breach[]) is
    'Breaches in a sentence each, the hardest first, with times by the clock of the person, whose number is said to those only
who may see them.';
