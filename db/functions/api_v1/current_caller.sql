create or replace function api_v1.current_caller()
returns json
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_scope constant bigint[] := nullif(current_setting('sched.scope', true), '')::bigint[];
begin
    return json_build_object(
        'name', nullif(current_setting('app.current_user', true), ''),
        'role', replace(current_setting('role'), 'sched_', ''),
        'resource_id', v_scope[1],
        'resource_code', sched_engine.resource_code(v_scope[1]),
        'has_workforce', sched_engine.is_workforce_on(),
        'database_time', sched_engine.current_instant()
    );
end
$$;

comment on function api_v1.current_caller() is
    'Who is asking, and what they may see

name: of the key, or the subject of the token. role: viewer, oee_reader, planner, admin or employee. resource_id and
resource_code: the part of the plant that the key is limited to; null: all of it. has_workforce: whether /api/v2 is
there. database_time: the time that the plan goes by.';

grant execute on function api_v1.current_caller()
to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
