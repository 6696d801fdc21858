select 1 / (
    pg_catalog.to_regclass('sched.schedule_exceptions') is not null
    and not exists (
        select from pg_catalog.pg_trigger as t
        where t.tgname = 'mark_stale_update_old'
            and t.tgrelid = pg_catalog.to_regclass('sched.schedule_exceptions')
    )
)::integer as is_gone;
