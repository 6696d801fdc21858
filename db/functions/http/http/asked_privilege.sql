create or replace function sched_http.asked_privilege()
returns text
language sql
stable
parallel safe
as $$
    select case current_setting('request.method', true)
        when 'POST' then 'insert'
        when 'PUT' then 'insert'
        when 'PATCH' then 'update'
        when 'DELETE' then 'delete'
        else 'select'
    end
$$;

comment on function sched_http.asked_privilege() is
    'The right to a view that the method of the present HTTP request needs. Inlined into the query that calls it.';
