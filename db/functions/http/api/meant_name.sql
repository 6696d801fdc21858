create or replace function sched_http.meant_name(p_name text, p_accepted text[])
returns text
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select n.name
    from (select lower(regexp_replace(p_name, '([a-z0-9])([A-Z])', '\1_\2', 'g')) as snake) as s
    -- What the business calls the id of a thing is its code here.
    cross join lateral (values (1, s.snake), (2, regexp_replace(s.snake, '_id$', '_code'))) as n (nr, name)
    where n.name = any(p_accepted)
    order by n.nr
    limit 1
$$;

comment on function sched_http.meant_name(text, text[]) is
    'Which of the accepted names a name in camelCase stands for: resource_code for resourceCode, and where there is no
resource_id also for resourceId. Null: none.';
