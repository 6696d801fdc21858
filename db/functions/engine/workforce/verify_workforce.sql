create or replace function sched_engine.verify_workforce()
returns table (point text, is_ok boolean, finding text, remedy text)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_today constant date := (sched_engine.current_instant() at time zone 'UTC')::date;
    v_late constant timestamptz := now() - interval '5 minutes';
    v_status record;
    v_names text[];
    v_more text[];
    v_count bigint;
    v_id bigint;
    v_start timestamptz;
    v_machine numeric;
    v_person numeric;
begin
    select * into v_status from sched_engine.workforce_status();

    point := 'Switched on by configuration';
    is_ok := v_status.is_on and v_status.pattern_level in ('advanced', 'expert');
    finding := (
        select string_agg(c.config_key || ' ' || c.config_value, ', ' order by c.config_key desc)
        from sched.system_configuration as c
        where c.config_key in ('phase2_enabled', 'employee_module_enabled', 'pattern_complexity_level')
    );
    remedy := 'Run sched workforce enable.';
    return next;

    point := 'The plan of machines is kept as before';
    select count(*) into v_count from sched.stale_dates as s where s.marked_at < v_late;
    is_ok := v_count = 0;
    finding := case
        when is_ok then 'no edit has waited for more than 5 minutes'
        else sched_engine.counted(v_count, 'edit has', 'edits have') || ' waited for more than 5 minutes'
    end;
    remedy := 'Run sched refresh, and see whether sched relay runs.';
    return next;

    -- What is read by those who knew nothing of people before: by none of their views, with none of their roles.
    point := 'What was there before answers the same';
    v_names := array(
        select distinct n.nspname || '.' || v.relname
        from pg_catalog.pg_depend as d
        inner join pg_catalog.pg_rewrite as w on w.oid = d.objid
        inner join pg_catalog.pg_class as v on v.oid = w.ev_class
        inner join pg_catalog.pg_namespace as n on n.oid = v.relnamespace
        inner join pg_catalog.pg_class as t on t.oid = d.refobjid
        where d.classid = 'pg_catalog.pg_rewrite'::regclass and t.relnamespace = 'sched'::regnamespace
            and t.relname like 'emp\_%' and n.nspname like 'api%'
            and to_regclass(quote_ident(n.nspname) || '.employees') is null
    );
    v_more := array(
        select r.rolname || ' may read ' || t.relname
        from pg_catalog.pg_class as t
        cross join pg_catalog.pg_roles as r
        where t.relnamespace = 'sched'::regnamespace and t.relname like 'emp\_%' and t.relkind in ('r', 'p')
            and r.rolname in ('sched_anon', 'sched_oee_reader', 'sched_viewer', 'sched_planner', 'sched_authenticator')
            and has_table_privilege(r.oid, t.oid, 'select')
    );
    is_ok := v_names || v_more = '{}';
    finding := case
        when is_ok then 'nothing of it reads about people'
        else array_to_string((v_names || v_more)[:3], ', ')
    end;
    remedy := 'Run sched db migrate; take back grants that were made by hand.';
    return next;

    point := 'People are there';
    is_ok := v_status.employees > 0 and v_status.departments > 0 and v_status.positions > 0;
    finding := format('%s, %s, %s',
        sched_engine.counted(v_status.departments, 'department'), sched_engine.counted(v_status.positions, 'position'),
        sched_engine.counted(v_status.employees, 'active employee'));
    remedy := 'Run sched employees template, fill it in, and sched employees import FILE.';
    return next;

    point := 'Rotations are offered';
    v_names := array(
        select p.pattern_code::text
        from sched.operating_patterns as p
        where p.complexity_level <> 'simple' and p.is_system_pattern and not p.is_visible
            and p.complexity_level::text = any(case v_status.pattern_level
                when 'expert' then array['advanced', 'expert'] when 'advanced' then array['advanced'] else '{}'
            end)
        order by 1
    );
    select count(*) into v_count
    from sched.operating_patterns as p where p.complexity_level <> 'simple' and p.is_visible;
    is_ok := v_count > 0 and v_names = '{}';
    finding := format('%s of the levels advanced and expert%s', sched_engine.counted(v_count, 'pattern'),
        coalesce('; hidden: ' || nullif(array_to_string(v_names[:5], ', '), ''), ''));
    remedy := 'Run sched workforce enable; it offers the patterns up to a level.';
    return next;

    point := 'The API of people can be reached';
    v_names := array(
        select n.nspname || '.' || v.relname
        from pg_catalog.pg_class as v
        inner join pg_catalog.pg_namespace as n on n.oid = v.relnamespace
        where n.nspname like 'api%' and v.relkind = 'v' and v.relname in ('employees', 'teams', 'roster')
            and has_schema_privilege('sched_workforce_viewer', n.oid, 'usage')
            and has_table_privilege('sched_workforce_viewer', v.oid, 'select')
        order by 1
    );
    is_ok := cardinality(v_names) = 3 and v_status.is_on;
    finding := coalesce(nullif(array_to_string(v_names, ', '), ''), 'no view of people is there');
    remedy := case
        when cardinality(v_names) = 3 then 'Run sched workforce enable: while it is off, its API answers 404.'
        else 'Run sched db migrate.'
    end;
    return next;

    point := 'Coverage';
    select count(*) into v_count from sched.emp_stale_coverage as s where s.marked_at < v_late;
    is_ok := v_count = 0;
    finding := case
        when is_ok then format('%s, %s on the dates of rosters',
            sched_engine.counted((select count(*) from sched.emp_requirements), 'requirement'),
            sched_engine.counted((select count(*) from sched.emp_coverage_gaps), 'gap'))
        else sched_engine.counted(v_count, 'edit has', 'edits have') || ' waited for more than 5 minutes'
    end;
    remedy := 'See whether sched relay runs: it brings the gaps up to date.';
    return next;

    point := 'Teams work shifts, and have members';
    with working as materialized (
        select distinct s.team_id
        from sched_engine.team_shifts(
            array(select i.id from sched.emp_teams as i where i.is_active), v_today,
            v_today - 1 + coalesce((
                select max(p.cycle_days)
                from sched.emp_teams as i
                inner join sched.operating_patterns as p on p.id = i.pattern_id
                where i.is_active
            ), 1)
        ) as s
    )

    select array_agg(t.team_code::text order by t.team_code) into v_names
    from sched.emp_teams as t
    where t.is_active and t.id not in (select w.team_id from working as w);
    select array_agg(t.team_code::text order by t.team_code) into v_more
    from sched.emp_teams as t
    where t.is_active and not exists (
        select from sched.emp_team_assignments as a
        where a.team_id = t.id and daterange(a.start_date, a.end_date, '[]') @> v_today
    );
    select count(*) into v_count
    from sched.emp_employees as e
    where e.is_active and daterange(e.hire_date, e.termination_date, '[]') @> v_today and not exists (
        select from sched.emp_team_assignments as a
        where a.employee_id = e.id and a.is_primary and daterange(a.start_date, a.end_date, '[]') @> v_today
    );
    is_ok := v_status.teams > 0 and v_names is null and v_more is null;
    finding := concat_ws('; ', sched_engine.counted(v_status.teams, 'active team'),
        'without shifts: ' || array_to_string(v_names[:5], ', ') || case when cardinality(v_names) > 5 then ', ...' else '' end,
        'without members: ' || array_to_string(v_more[:5], ', ') || case when cardinality(v_more) > 5 then ', ...' else '' end,
        sched_engine.counted(v_count, 'employee') || ' without a team');
    remedy := case
        when v_status.teams = 0 then 'Run sched teams template, fill it in, and sched teams import FILE.'
        else 'Give each team a pattern (sched teams set TEAM --pattern CODE) and members (sched teams assign TEAM NUMBER).'
    end;
    return next;

    point := 'Rosters are generated and current';
    select count(*) into v_count
    from sched.emp_team_assignments as a
    inner join sched.emp_employees as e on e.id = a.employee_id
    inner join sched.emp_teams as t on t.id = a.team_id
    left join sched.emp_generated_dates as g on g.employee_id = a.employee_id
    where a.is_primary and e.is_active and t.is_active and t.pattern_id is not null
        and daterange(a.start_date, a.end_date, '[]') @> v_today
        and daterange(e.hire_date, e.termination_date, '[]') @> v_today
        and not coalesce(g.dates, '{}') @> v_today;
    is_ok := v_status.rosters > 0 and v_count = 0
        and not exists (select from sched.emp_stale_dates as s where s.marked_at < v_late);
    finding := format('%s until %s; %s without one for today; %s', sched_engine.counted(v_status.rosters, 'roster'),
        coalesce(v_status.generated_until::text, '-'), v_count,
        sched_engine.counted(v_status.marks_waiting, 'edit waits', 'edits wait'));
    remedy := 'Run sched roster generate; where edits wait, see whether sched relay runs.';
    return next;

    point := 'Reading is as quick as before';
    select g.resource_id into v_id from sched.generated_dates as g order by g.resource_id limit 1;
    v_start := clock_timestamp();
    perform from sched.equipment_schedules as s
    where s.resource_id = v_id and s.schedule_date between v_today - 30 and v_today;
    v_machine := 1000 * extract(epoch from clock_timestamp() - v_start);
    select g.employee_id into v_id from sched.emp_generated_dates as g order by g.employee_id limit 1;
    v_start := clock_timestamp();
    perform from sched.emp_schedules as s
    where s.employee_id = v_id and s.schedule_date between v_today - 30 and v_today;
    v_person := 1000 * extract(epoch from clock_timestamp() - v_start);
    is_ok := v_machine < 200 and v_person < 200;
    finding := format('a month of a machine in %s ms, of a person in %s ms', round(v_machine, 1), round(v_person, 1));
    remedy := 'Run analyze in the database, and look for what else keeps the computer busy.';
    return next;
end
$$;

comment on function sched_engine.verify_workforce() is
    'The checklist after switching the workforce on: each point, whether it holds (null: not part of this version),
what was found, and what to do where it does not hold. No names. Writes nothing.';
