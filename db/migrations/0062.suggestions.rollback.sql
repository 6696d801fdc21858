set local role sched_owner;

delete from sched.emp_suggestions;
alter table sched.emp_suggestions
drop constraint emp_suggestions_shift_code_is_short,
drop column roster_change_id cascade,
drop column shift_code cascade,
drop column requirement_id cascade,
drop column optimization_id cascade,
add column job_id bigint references sched.jobs (id) on delete set null;
create index emp_suggestions_job on sched.emp_suggestions (job_id);
do $$
declare
    v_column text;
begin
    for v_column in
        select a.attname
        from pg_catalog.pg_attribute as a
        where a.attrelid = 'sched.emp_suggestions'::regclass and a.attnum > 0 and not a.attisdropped
    loop
        execute format('comment on column sched.emp_suggestions.%I is null', v_column);
    end loop;
end
$$;
drop table sched.emp_optimizations cascade;
