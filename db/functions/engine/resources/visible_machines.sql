create or replace function sched_engine.visible_machines()
returns bigint[]
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select sched_engine.schedulable_resources(array(select v.id from sched_engine.visible_resources as v))
$$;

comment on function sched_engine.visible_machines() is
    'Ids, ascending, of the active scheduled resources that the present request may see.';
