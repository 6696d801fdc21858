create or replace function sched_engine.new_breaches(p_proposals sched_engine.proposed_shift[])
returns table (
    employee_id bigint,
    schedule_date date,
    start_time timestamptz,
    end_time timestamptz,
    rule_id bigint,
    severity sched.rule_severity,
    breach_start timestamptz,
    breach_end timestamptz,
    measured numeric,
    limit_value numeric
)
language plpgsql
stable
rows 100
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
    -- A version has an id that no person has.
    select
        min(p.schedule_date),
        max(p.schedule_date),
        array_agg(distinct p.employee_id),
        array_agg(row(
            -p.nr, p.employee_id, '{}'::datemultirange,
            array[jsonb_populate_record(null::sched.emp_schedules, jsonb_build_object(
                'employee_id', p.employee_id, 'schedule_date', p.schedule_date, 'shift_start_time', p.start_time,
                'shift_end_time', p.end_time, 'schedule_status', 'scheduled'
            ))]
        )::sched_engine.roster_version)
    into v_from, v_to, v_ids, v_versions
    from unnest(p_proposals) with ordinality as p (employee_id, schedule_date, start_time, end_time, nr)
    where p.start_time < p.end_time;
    v_found := array(
        select b::sched_engine.found_breach
        from sched_engine.breaches_of(v_ids, v_from, v_to, v_versions, p_around => true) as b
    );
    return query
    select
        p.employee_id,
        p.schedule_date,
        p.start_time,
        p.end_time,
        w.rule_id,
        r.severity,
        w.breach_start,
        w.breach_end,
        w.measured,
        r.limit_value::numeric
    from sched_engine.worse_breaches(
        array(select b::sched_engine.found_breach from unnest(v_found) as b where b.version > 0),
        array(select b::sched_engine.found_breach from unnest(v_found) as b where b.version < 0)
    ) as w
    inner join unnest(p_proposals) with ordinality as p (employee_id, schedule_date, start_time, end_time, nr)
        on p.nr = -w.version
    inner join sched.emp_work_rules as r on r.id = w.rule_id;
end
$$;

comment on function sched_engine.new_breaches(sched_engine.proposed_shift[]) is
    'For each of these shifts by itself: which breaches of the active work rules somebody would newly have who works it besides
their stored roster. Shifts that break nothing have no row.';
