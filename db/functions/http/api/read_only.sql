-- PostgreSQL refuses to write a view's column that is an expression, and says so; this one costs nothing, for it is
-- inlined away.
create or replace function sched_http.read_only(p_value anyelement)
returns anyelement
language sql
immutable
parallel safe
as $$
    select p_value
$$;

comment on function sched_http.read_only(anyelement) is
    'The value itself. A column of a writable view that is computed by the system is shown through it, and cannot be written.';

grant execute on function sched_http.read_only(anyelement)
to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
