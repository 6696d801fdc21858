create or replace function sched_engine.acting_user()
returns text
language sql
stable
parallel safe
as $$
    -- Without settings of its own, so that it becomes part of the query that calls it.
    select coalesce(nullif(current_setting('app.current_user', true), ''), session_user)
$$;

comment on function sched_engine.acting_user() is
    'Who is acting: setting app.current_user, else the database user.';
