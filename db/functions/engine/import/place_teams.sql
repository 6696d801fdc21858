create or replace function sched_engine.place_teams(p_sheets jsonb)
returns table (sheet text, inserted bigint, updated bigint)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    sheet := 'teams';
    with file as materialized (
        select
            t.id,
            r.cells ->> 'team_code' as team_code,
            coalesce(r.cells ->> 'team_name', t.team_name) as team_name,
            coalesce(h.id, t.resource_id) as resource_id,
            case when r.cells ? 'pattern_code' then p.id else t.pattern_id end as pattern_id,
            coalesce((r.cells ->> 'cycle_offset_days')::integer, t.cycle_offset_days, 0) as cycle_offset_days,
            coalesce((r.cells ->> 'works_holidays')::boolean, t.works_holidays, true) as works_holidays,
            coalesce((r.cells ->> 'handover_minutes')::integer, t.handover_minutes, 0) as handover_minutes,
            coalesce((r.cells ->> 'is_active')::boolean, t.is_active, true) as is_active
        from sched_engine.people_rows(p_sheets, 'teams') as r
        left join sched.emp_teams as t on t.team_code = r.cells ->> 'team_code'
        left join sched.resources as h on h.resource_code = r.cells ->> 'resource_code'
        left join sched.operating_patterns as p on p.pattern_code = r.cells ->> 'pattern_code'
    ),

    changed as (
        update sched.emp_teams as t
        set
            team_name = f.team_name,
            resource_id = f.resource_id,
            pattern_id = f.pattern_id,
            cycle_offset_days = f.cycle_offset_days,
            works_holidays = f.works_holidays,
            handover_minutes = f.handover_minutes,
            is_active = f.is_active
        from file as f
        where t.id = f.id and (
            t.team_name, t.resource_id, t.pattern_id, t.cycle_offset_days, t.works_holidays, t.handover_minutes, t.is_active
        ) is distinct from (
            f.team_name, f.resource_id, f.pattern_id, f.cycle_offset_days, f.works_holidays, f.handover_minutes, f.is_active
        )
        returning t.id
    ),

    added as (
        insert into sched.emp_teams (
            team_code, team_name, resource_id, pattern_id, cycle_offset_days, works_holidays, handover_minutes, is_active
        )
        select
            f.team_code,
            f.team_name,
            f.resource_id,
            f.pattern_id,
            f.cycle_offset_days,
            f.works_holidays,
            f.handover_minutes,
            f.is_active
        from file as f
        where f.id is null and f.resource_id is not null
        returning id
    )

    select
        (select count(*) from added as a),
        (select count(*) from changed as c)
    into inserted, updated;
    return next;
end
$$;

comment on function sched_engine.place_teams(jsonb) is
    'Adds and changes teams as the sheet of teams says (sched_engine.check_people found it right). A blank pattern
takes it away; any other blank cell leaves things as they are.';
