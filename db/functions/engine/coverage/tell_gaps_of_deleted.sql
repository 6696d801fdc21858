create or replace function sched_engine.tell_gaps_of_deleted()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_gone constant sched.emp_coverage_gaps[] := array(
        select o::sched.emp_coverage_gaps
        from old_rows as o
        where not exists (select from sched.emp_requirements as q where q.id = o.requirement_id)
    );
begin
    if v_gone <> '{}' then
        perform sched_engine.emit_gap_changes(v_gone, '{}');
    end if;
    return null;
end
$$;

comment on function sched_engine.tell_gaps_of_deleted() is
    'Trigger: tells of gaps that go with their requirement; of all others whoever writes them tells.';

create or replace trigger tell_gaps_of_deleted after delete on sched.emp_coverage_gaps
referencing old table as old_rows
for each statement execute function sched_engine.tell_gaps_of_deleted();
