create or replace function sched_engine.is_model_held_long()
returns boolean
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select from pg_catalog.pg_locks as l
        where l.locktype = 'advisory' and l.objsubid = 2
            and l.database = (select d.oid from pg_catalog.pg_database as d where d.datname = current_database())
            and l.classid::bigint = hashtext('sched.model.since') & 4294967295
            and l.objid::bigint < extract(epoch from clock_timestamp()) - 1
    )
$$;

comment on function sched_engine.is_model_held_long() is
    'Whether some transaction has been changing the plant for more than a second (sched_engine.stamp_model_lock).';
