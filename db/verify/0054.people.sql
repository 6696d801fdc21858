select 1 / (
    pg_catalog.to_regclass('sched.emp_employees') is not null
    and pg_catalog.to_regprocedure('sched_http.accepted_names(text)') is null
)::integer as is_gone;
