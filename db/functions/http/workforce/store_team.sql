create or replace function sched_http.store_team(p_old api_v2.teams, p_new api_v2.teams)
returns api_v2.teams
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_resource_id constant bigint := case
        when sched_http.given_or_none(p_new.resource_id, p_new.resource_code, p_old.resource_id, p_old.resource_code)
            then sched_http.given_resource(
                p_new.resource_id, p_new.resource_code, p_old.resource_id, p_old.resource_code
            )
    end;
    v_pattern_id constant bigint := case
        when sched_http.given_or_none(p_new.pattern_id, p_new.pattern_code, p_old.pattern_id, p_old.pattern_code)
            then sched_http.given_pattern(
                p_new.pattern_id, p_new.pattern_code, p_old.pattern_id, p_old.pattern_code
            )
    end;
    v_id bigint := p_old.id;
    v_stored api_v2.teams;
begin
    if v_id is null then
        insert into sched.emp_teams (
            team_code, team_name, resource_id, pattern_id, cycle_offset_days, works_holidays, handover_minutes,
            is_active
        )
        values (
            p_new.team_code, p_new.team_name, v_resource_id, v_pattern_id,
            coalesce(p_new.cycle_offset_days, 0), coalesce(p_new.works_holidays, true),
            coalesce(p_new.handover_minutes, 0), coalesce(p_new.is_active, true)
        )
        returning id into v_id;
    else
        update sched.emp_teams as t
        set
            team_code = p_new.team_code,
            team_name = p_new.team_name,
            resource_id = v_resource_id,
            pattern_id = v_pattern_id,
            cycle_offset_days = coalesce(p_new.cycle_offset_days, 0),
            works_holidays = coalesce(p_new.works_holidays, true),
            handover_minutes = coalesce(p_new.handover_minutes, 0),
            is_active = coalesce(p_new.is_active, true)
        where t.id = v_id;
    end if;
    select v.* into v_stored from api_v2.teams as v where v.id = v_id;
    return v_stored;
end
$$;

comment on function sched_http.store_team(api_v2.teams, api_v2.teams) is
    'Adds (p_old is null) or changes a team from rows of api_v2.teams; returns it as stored.
SC001: unknown resource or pattern. The rest is refused by the triggers of sched.emp_teams.';
