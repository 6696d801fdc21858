select 1 / (count(*) = 1 and to_regprocedure('api_v1.docs()') is null)::integer as has_no_page
from pg_catalog.pg_namespace
where nspname = 'api_v1';
