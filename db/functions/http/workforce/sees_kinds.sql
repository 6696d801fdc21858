create or replace function sched_http.sees_kinds()
returns boolean
language sql
stable
parallel safe
as $$
    select pg_has_role(coalesce(nullif(current_setting('role'), 'none'), session_user)::name, 'sched_hr', 'usage')
$$;

comment on function sched_http.sees_kinds() is
    'Whether whoever asks may read why somebody is absent. Inlined into the query that calls it.';

grant execute on function sched_http.sees_kinds() to sched_workforce_viewer, sched_employee;
