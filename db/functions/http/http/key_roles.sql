create or replace function sched_http.key_roles()
returns text[]
language sql
immutable
parallel safe
as $$
    select array[
        'sched_viewer', 'sched_oee_reader', 'sched_planner', 'sched_admin', 'sched_workforce_viewer',
        'sched_workforce_planner', 'sched_hr', 'sched_employee'
    ]
$$;

comment on function sched_http.key_roles() is 'The roles that a key or a token may have. Inlined into the query that calls it.';
