create or replace function sched_engine.generation_bounds()
returns double precision[]
language sql
immutable
parallel safe
as $$
    select '{0.05,0.1,0.25,0.5,1,2.5,5,10,30,60,120,300,600,Infinity}'::double precision[]
$$;

comment on function sched_engine.generation_bounds() is
    'Into which classes generations fall by how long they took: seconds, each class up to one of them.';
