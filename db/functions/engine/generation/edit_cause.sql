create or replace function sched_engine.edit_cause(p_mark_ids bigint[], p_dates daterange)
returns jsonb
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_causes jsonb[];
begin
    v_causes := array(
        select (s.cause - 'ids') || jsonb_build_object('ids', jsonb_agg(distinct i.id))
        from sched.stale_dates as s
        cross join jsonb_array_elements(s.cause -> 'ids') as i (id)
        where s.id = any(p_mark_ids) and s.dates && p_dates
        group by s.cause - 'ids'
    );
    return case cardinality(v_causes) when 1 then v_causes[1] else to_jsonb(v_causes) end;
end
$$;

comment on function sched_engine.edit_cause(bigint[], daterange) is
    'What led to a change of the plan on these dates, of the edits that the marks stand for: table, action and the ids of
the rows; of several tables or actions, an array.';
