-- The functions of before are gone; without the schema the look-up fails.
select 1 / (count(*) = 0)::integer as are_gone
from pg_catalog.pg_proc as p
where p.pronamespace = 'sched_http'::regnamespace
    and p.oid in (to_regprocedure('sched_http.request_seconds(text)'), to_regprocedure('sched_http.check_request(text)'));
