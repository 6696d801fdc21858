create or replace function sched_engine.stamp_update()
returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    new.updated_at := now();
    return new;
end
$$;

comment on function sched_engine.stamp_update() is 'Trigger: notes when a row was last changed.';

create or replace trigger stamp_update before update on sched.emp_requirements
for each row execute function sched_engine.stamp_update();

create or replace trigger stamp_update before update on sched.emp_work_rules
for each row execute function sched_engine.stamp_update();

create or replace trigger stamp_update before update on sched.emp_shift_offers
for each row execute function sched_engine.stamp_update();
