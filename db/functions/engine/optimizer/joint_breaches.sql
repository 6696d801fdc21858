create or replace function sched_engine.joint_breaches(p_proposals sched_engine.proposed_shift[])
returns table (
    employee_id bigint, rule_id bigint, rule_measure sched.rule_measure, severity sched.rule_severity,
    breach_start timestamptz, breach_end timestamptz
)
language plpgsql
stable
rows 20
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_from date;
    v_to date;
    v_ids bigint[];
    v_versions sched_engine.roster_version[];
    v_found sched_engine.found_breach[];
begin
    select min(i.first_date), max(i.last_date), array_agg(i.employee_id), array_agg(i.version)
    into v_from, v_to, v_ids, v_versions
    from (
        select
            p.employee_id,
            min(p.schedule_date) as first_date,
            max(p.schedule_date) as last_date,
            row(-p.employee_id, p.employee_id, '{}'::datemultirange, array_agg(jsonb_populate_record(
                null::sched.emp_schedules, jsonb_build_object(
                    'employee_id', p.employee_id, 'schedule_date', p.schedule_date, 'shift_start_time', p.start_time,
                    'shift_end_time', p.end_time, 'schedule_status', 'scheduled'
                )
            )))::sched_engine.roster_version as version
        from unnest(p_proposals) as p
        group by p.employee_id
    ) as i;
    v_found := array(
        select b::sched_engine.found_breach
        from sched_engine.breaches_of(v_ids, v_from, v_to, v_versions, p_around => true) as b
    );
    return query
    select w.employee_id, w.rule_id, r.rule_measure, r.severity, w.breach_start, w.breach_end
    from sched_engine.worse_breaches(
        array(select b::sched_engine.found_breach from unnest(v_found) as b where b.version > 0),
        array(select b::sched_engine.found_breach from unnest(v_found) as b where b.version < 0)
    ) as w
    inner join sched.emp_work_rules as r on r.id = w.rule_id;
end
$$;

comment on function sched_engine.joint_breaches(sched_engine.proposed_shift[]) is
    'Which breaches of the active work rules people would newly have who work all of these shifts besides their stored rosters.';
