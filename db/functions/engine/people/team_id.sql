create or replace function sched_engine.team_id(p_code text)
returns bigint
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id constant bigint := (select v.id from sched_engine.visible_teams as v where v.team_code = p_code);
begin
    if v_id is null then
        perform sched_engine.refuse_unknown('team', 'code', p_code,
            array(select v.team_code from sched_engine.visible_teams as v));
    end if;
    return v_id;
end
$$;

comment on function sched_engine.team_id(text) is
    'Id of the team with this code; SC021 when there is none, or none that the present request may see.';
