create or replace function sched_http.sees_names()
returns boolean
language sql
stable
parallel safe
as $$
    -- Not current_user: a function behind a view runs as its owner, and answers whoever asked.
    select pg_has_role(
        coalesce(nullif(current_setting('role'), 'none'), session_user)::name, 'sched_workforce_planner', 'usage'
    )
$$;

comment on function sched_http.sees_names() is
    'Whether whoever asks may read names and email addresses of people. Inlined into the query that calls it.';

grant execute on function sched_http.sees_names() to sched_workforce_viewer;
