-- The schema is there, and what was a view in it is none.
select 1 / (
    pg_catalog.to_regnamespace('sched_http') is not null
    and pg_catalog.to_regclass('sched_http.openapi_origins') is null
)::integer as is_no_view;
