create or replace function sched_engine.people_snapshot()
returns jsonb
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    select jsonb_object_agg(s.sheet, (
        -- What somebody's team is shows in the memberships.
        select coalesce(jsonb_object_agg(e.code, e.cells - array['team_code', 'team_start_date', 'department_name', 'position_name']
            || case s.sheet
                when 'departments' then jsonb_build_object('department_name', e.cells -> 'department_name')
                when 'positions' then jsonb_build_object('position_name', e.cells -> 'position_name')
                else '{}'
            end), '{}')
        from sched_engine.export_people(s.sheet) as e
    ))
    from unnest(array[
        'departments', 'positions', 'teams', 'team_resources', 'employees', 'memberships', 'qualifications', 'absences',
        'requirements'
    ]) as s (sheet)
$$;

comment on function sched_engine.people_snapshot() is
    'Everything that sched_engine.export_people shows, as an object of cells by code by sheet; to see what an import
changes. Why somebody is absent is left out.';
