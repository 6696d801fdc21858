create or replace function sched_engine.suggested_breaches(p_shifts jsonb)
returns table (employee_id bigint, rule_measure text, breach_start timestamptz, breach_end timestamptz)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select b.employee_id, b.rule_measure::text, b.breach_start, b.breach_end
    from sched_engine.joint_breaches(sched_engine.proposed_of(p_shifts)) as b
    where b.severity = 'refuse'
    order by b.employee_id, b.breach_start, b.rule_measure;
end
$$;

comment on function sched_engine.suggested_breaches(jsonb) is
    'Where these shifts {employee_id, schedule_date, start_time, end_time} together would break a work rule that refuses.';

grant execute on function sched_engine.suggested_breaches(jsonb) to sched_relay;
