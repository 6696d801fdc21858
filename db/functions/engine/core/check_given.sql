create or replace function sched_engine.check_given(
    p_value text, p_kind text, p_remedy text, p_code text default 'SC016'
)
returns void
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    if p_value is null then
        perform sched_engine.refuse(p_code, format('No %s is given.', p_kind), p_remedy);
    end if;
end
$$;

comment on function sched_engine.check_given(text, text, text, text) is
    'Refuses null for something that is required, in the words "No <kind> is given." and with the remedy.';
