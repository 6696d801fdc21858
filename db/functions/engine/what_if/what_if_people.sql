create or replace function sched_engine.what_if_people(p_edit jsonb)
returns bigint[]
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids bigint[];
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
            v_ids := array[sched_engine.employee_id(p_edit ->> 'employee')];
            if p_edit ->> 'taken_by' is not null then
                v_ids := v_ids || sched_engine.employee_id(p_edit ->> 'taken_by');
            end if;
            return v_ids;
        when 'cancel_change' then
            v_ids := array(
                select distinct p.id
                from sched.emp_roster_changes as i
                inner join sched_engine.visible_employees as v on v.id = i.employee_id
                inner join sched.emp_roster_changes as c
                    on i.id = c.id or c.returned_for_id = i.id or c.id = i.returned_for_id
                cross join lateral (values (c.employee_id), (c.taken_by_id)) as p (id)
                where i.id = (p_edit ->> 'roster_change_id')::bigint and p.id is not null
            );
            if v_ids = '{}' then
                perform sched_engine.check_given(p_edit ->> 'roster_change_id', 'change of the roster', 'Give roster_change_id.');
                perform sched_engine.refuse('SC001',
                    format('There is no change of the roster %s.', p_edit ->> 'roster_change_id'),
                    'Look its id up in the list of changes of the roster.');
            end if;
            return v_ids;
        else
            perform sched_engine.refuse('SC008', format('%L is not a kind of edit.', p_edit ->> 'kind'),
                'Use absence, rotation, membership, change or cancel_change.');
            return null;
    end case;
end
$$;

comment on function sched_engine.what_if_people(jsonb) is
    'Whose rosters an edit of sched_engine.what_if_roster may change. SC008: no such kind. SC021: unknown.';
