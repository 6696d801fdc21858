create or replace function sched_engine.refuse_system_change(p_pattern_code text)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.refuse(
        'SC007',
        format('Pattern %s is built in and cannot be changed or deleted.', p_pattern_code),
        'Copy it under another code and change the copy.'
    );
end
$$;

comment on function sched_engine.refuse_system_change(text) is 'Raises SC007: a built-in pattern is read-only.';
