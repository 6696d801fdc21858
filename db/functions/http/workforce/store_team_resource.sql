create or replace function sched_http.store_team_resource(p_old api_v2.team_resources, p_new api_v2.team_resources)
returns api_v2.team_resources
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_team_id constant bigint := sched_http.given_of_people(
        'team', p_new.team_id, p_new.team_code, p_old.team_id, p_old.team_code
    );
    v_resource_id constant bigint := sched_http.given_resource(
        p_new.resource_id, p_new.resource_code, p_old.resource_id, p_old.resource_code
    );
    v_id bigint := p_old.id;
    v_stored api_v2.team_resources;
begin
    if v_id is null then
        insert into sched.emp_team_resources (
            team_id, resource_id, start_date, end_date
        )
        values (
            v_team_id, v_resource_id, p_new.start_date, p_new.end_date
        )
        returning id into v_id;
    else
        update sched.emp_team_resources as t
        set
            team_id = v_team_id,
            resource_id = v_resource_id,
            start_date = p_new.start_date,
            end_date = p_new.end_date
        where t.id = v_id;
    end if;
    select v.* into v_stored from api_v2.team_resources as v where v.id = v_id;
    return v_stored;
end
$$;

comment on function sched_http.store_team_resource(api_v2.team_resources, api_v2.team_resources) is
    'Adds (p_old is null) or changes what a team works on from rows of api_v2.team_resources; returns it as stored.
SC021, SC001: unknown team or resource. The rest is refused by the triggers of sched.emp_team_resources.';
