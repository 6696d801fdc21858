create or replace function sched_engine.refuse_breaches(p_breaches sched_engine.found_breach[])
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_said constant text[] := array(
        select s.said from sched_engine.breaches_said(p_breaches) as s where s.severity = 'refuse'
    );
begin
    if v_said <> '{}' then
        perform sched_engine.refuse('SC026', v_said[1],
            'Choose another shift, another date or another person; sched rules list shows the rules.',
            case when cardinality(v_said) > 1 then array_to_string(v_said[2:6], E'\n') end);
    end if;
end
$$;

comment on function sched_engine.refuse_breaches(sched_engine.found_breach[]) is
    'Refuses (SC026) the first of these breaches of a rule of severity refuse; the detail has up to five more.';
