create or replace function sched_engine.emit_roster_change(
    p_employee_ids bigint[], p_from date, p_to date, p_position text
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    -- Null where nothing lies above all of them: the event is about the plant then.
    v_resource_id bigint;
begin
    select sched_engine.common_ancestor(array_agg(distinct t.resource_id)) into v_resource_id
    from sched.emp_team_assignments as m
    inner join sched.emp_teams as t on t.id = m.team_id
    where m.employee_id = any(p_employee_ids) and m.is_primary
        and daterange(m.start_date, m.end_date, '[]') && daterange(p_from, p_to, '[]');
    perform sched_engine.emit_event('roster.changed', v_resource_id, jsonb_build_object(
        'date', p_from, 'last_date', p_to, 'old_value', null, 'new_value', null, 'truncated', true,
        'people', cardinality(p_employee_ids), 'feed_position', p_position
    ));
end
$$;

comment on function sched_engine.emit_roster_change(bigint[], date, date, text) is
    'The event roster.changed, for the lowest resource above the teams of these people: how many, not who. Who may know of people
finds them in the feed of rosters by its position.';
