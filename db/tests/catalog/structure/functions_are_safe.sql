begin;
select plan(5);

create temporary view our_functions as
select p.*, l.lanname as language, p.oid::regprocedure as signature
from pg_proc as p
inner join pg_namespace as n on n.oid = p.pronamespace
inner join pg_language as l on l.oid = p.prolang
where n.nspname in ('sched', 'sched_engine', 'sched_oee', 'sched_http', 'api_v1', 'api_v2');

-- What is wrong with a function when it is created again and nothing is found without its schema.
create function pg_temp.problem(p_function oid) returns text language plpgsql set search_path = '' as $$
begin
    execute pg_catalog.pg_get_functiondef(p_function);
    return null;
exception when others then
    return pg_catalog.concat(p_function::regprocedure, ': ', sqlerrm);
end
$$;

select is_empty(
    $$select signature from our_functions
        where language <> 'sql' and not coalesce(proconfig @> '{"search_path=pg_catalog, pg_temp"}', false)$$,
    'procedural functions fix their search path'
);
select is_empty(
    $$select pg_temp.problem(oid) from our_functions
        where language = 'sql' and not coalesce(proconfig::text ~ 'search_path', false)
            and pg_temp.problem(oid) is not null$$,
    'SQL functions that may be inlined name the schema of everything they use'
);
select is_empty(
    $$select signature from our_functions
        where prosecdef and not coalesce(proconfig @> '{"search_path=pg_catalog, pg_temp"}', false)$$,
    'security definers fix their search path, whatever their language'
);
select is_empty(
    $$select signature from our_functions
        where prosecdef and pronamespace = 'sched'::regnamespace$$,
    'none of them is among the tables'
);
select is_empty(
    $$select signature from our_functions where proparallel = 's' and provolatile = 'v'$$,
    'what writes does not run in parallel'
);

select * from finish();
rollback;
