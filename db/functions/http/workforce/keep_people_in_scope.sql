create or replace function sched_http.keep_people_in_scope()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_old constant jsonb := to_jsonb(old);
    v_new constant jsonb := to_jsonb(new);
    v_is_own constant boolean := tg_table_name in ('emp_employees', 'emp_teams', 'emp_requirements');
    v_people constant bigint[] := array_remove(array[
        v_old ->> 'employee_id', v_new ->> 'employee_id', v_old ->> 'taken_by_id', v_new ->> 'taken_by_id'
    ]::bigint[], null);
    v_teams constant bigint[] := array_remove(array[v_old ->> 'team_id', v_new ->> 'team_id']::bigint[], null);
    v_resources constant bigint[] := array_remove(
        array[v_old ->> 'resource_id', v_new ->> 'resource_id']::bigint[], null
    );
begin
    -- What goes with a person, a team or a resource that is deleted.
    if tg_op = 'DELETE' and not v_is_own and (
        (v_old ? 'employee_id' and not exists (select from sched.emp_employees as e where e.id = any(v_people)))
        or (v_old ? 'team_id' and not exists (select from sched.emp_teams as t where t.id = any(v_teams)))
        or (v_old ? 'resource_id' and not exists (select from sched.resources as r where r.id = any(v_resources)))
    ) then
        return old;
    elsif tg_table_name = 'emp_employees' and v_new is not null and v_new ->> 'resource_id' is null then
        perform sched_engine.refuse('SC013',
            format('A key or token limited to a part of the plant may not place employee %s outside it.',
                v_new ->> 'employee_number'),
            'Give the part of the plant they belong to: resource_code.');
    end if;
    -- Before any other trigger of the row, so that no message of theirs tells of what lies outside.
    perform sched_engine.check_visible(v_resources);
    perform sched_engine.check_visible_employees(v_people);
    perform sched_engine.check_visible_teams(v_teams);
    return coalesce(new, old);
end
$$;

comment on function sched_http.keep_people_in_scope() is
    'Trigger: what a request that is limited to a subtree writes about people and teams belongs to it, before and after
(SC001, SC021). Employees are placed in the part that the request may see (SC013).';

create or replace trigger a_keep_in_scope before insert or update or delete on sched.emp_employees
for each row when (current_setting('sched.scope', true) not in ('', '{}'))
execute function sched_http.keep_people_in_scope();

create or replace trigger a_keep_in_scope before insert or update or delete on sched.emp_teams
for each row when (current_setting('sched.scope', true) not in ('', '{}'))
execute function sched_http.keep_people_in_scope();

create or replace trigger a_keep_in_scope before insert or update or delete on sched.emp_team_assignments
for each row when (current_setting('sched.scope', true) not in ('', '{}'))
execute function sched_http.keep_people_in_scope();

create or replace trigger a_keep_in_scope before insert or update or delete on sched.emp_team_resources
for each row when (current_setting('sched.scope', true) not in ('', '{}'))
execute function sched_http.keep_people_in_scope();

create or replace trigger a_keep_in_scope before insert or update or delete on sched.emp_resource_qualifications
for each row when (current_setting('sched.scope', true) not in ('', '{}'))
execute function sched_http.keep_people_in_scope();

create or replace trigger a_keep_in_scope before insert or update or delete on sched.emp_resource_assignments
for each row when (current_setting('sched.scope', true) not in ('', '{}'))
execute function sched_http.keep_people_in_scope();

create or replace trigger a_keep_in_scope before insert or update or delete on sched.emp_absences
for each row when (current_setting('sched.scope', true) not in ('', '{}'))
execute function sched_http.keep_people_in_scope();

create or replace trigger a_keep_in_scope before insert or update or delete on sched.emp_roster_changes
for each row when (current_setting('sched.scope', true) not in ('', '{}'))
execute function sched_http.keep_people_in_scope();

create or replace trigger a_keep_in_scope before insert or update or delete on sched.emp_requirements
for each row when (current_setting('sched.scope', true) not in ('', '{}'))
execute function sched_http.keep_people_in_scope();
