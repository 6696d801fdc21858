create or replace function sched_engine.what_if_people(p_edit jsonb)
returns bigint[]
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    case p_edit ->> 'kind'
        when 'rotation' then
            return array(
                select distinct m.employee_id
                from sched.emp_team_assignments as m
                where m.team_id = sched_engine.team_id(p_edit ->> 'team') and m.is_primary
            );
        when 'absence', 'membership' then
            return array[sched_engine.employee_id(p_edit ->> 'employee')];
        when 'change' then
            return array[sched_engine.employee_id(p_edit ->> 'employee')] || case
                when p_edit ->> 'taken_by' is not null then sched_engine.employee_id(p_edit ->> 'taken_by')
            end;
        else
            perform sched_engine.refuse('SC008', format('%L is not a kind of edit.', p_edit ->> 'kind'),
                'Use absence, rotation, membership or change.');
            return null;
    end case;
end
$$;

comment on function sched_engine.what_if_people(jsonb) is
    'Whose rosters an edit of sched_engine.what_if_roster may change. SC008: no such kind. SC021: unknown.';
