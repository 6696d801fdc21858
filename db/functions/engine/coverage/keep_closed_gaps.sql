create or replace function sched_engine.keep_closed_gaps()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into sched.emp_closed_gaps
    select
        o.*,
        sched_engine.instant_of_writing()
    from old_rows as o;
    return null;
end
$$;

comment on function sched_engine.keep_closed_gaps() is
    'Trigger: keeps what is no gap any more, or became another, for whoever asks what was known.';

create or replace trigger keep_closed_gaps after delete on sched.emp_coverage_gaps
referencing old table as old_rows for each statement execute function sched_engine.keep_closed_gaps();
