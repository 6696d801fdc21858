create or replace function sched_engine.exception_faults(p_row jsonb, p_wrong text[])
returns table (line integer, column_name text, value text, message text, remedy text)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_wrong text[] := p_wrong;
    v_resource_id bigint;
    v_start timestamptz;
    v_end timestamptz;
    v_type sched.exception_type;
    v_impact sched.impact_type;
begin
    line := (p_row ->> 'line')::integer;
    foreach column_name in array array['resource_code', 'start_local', 'end_local'] loop
        value := left(p_row ->> column_name, 120);
        continue when value is null or column_name = any(p_wrong);
        begin
            case column_name
                when 'resource_code' then v_resource_id := sched_engine.resource_id(p_row ->> column_name);
                when 'start_local' then v_start := sched_engine.resource_instant(v_resource_id, p_row ->> column_name);
                else v_end := sched_engine.resource_instant(v_resource_id, p_row ->> column_name);
            end case;
        exception when sqlstate 'SC001' or sqlstate 'SC004' then
            get stacked diagnostics message = message_text, remedy = pg_exception_hint;
            v_wrong := v_wrong || column_name;
            return next;
        end;
    end loop;

    -- What cannot be read stands in no contradiction to the rest.
    if 'end_local' = any(v_wrong) then
        v_end := 'infinity';
    end if;
    if 'exception_type' <> all(v_wrong) then
        v_type := (p_row ->> 'exception_type')::sched.exception_type;
    end if;
    if 'impact_type' <> all(v_wrong) then
        v_impact := sched_engine.meant_impact(v_type, coalesce(p_row ->> 'impact_type', 'no_operation')::sched.impact_type);
    end if;
    return query
    select (p_row ->> 'line')::integer, null::text, null::text, p.message, p.remedy
    from sched_engine.exception_problems(
        v_resource_id, v_type, v_start, v_end, v_impact,
        case when 'capacity_percent' = any(v_wrong) then 50 else (p_row ->> 'capacity_percent')::integer end,
        null, null, null
    ) as p;
end
$$;

comment on function sched_engine.exception_faults(jsonb, text[]) is
    'What is wrong with one row (sched_engine.flat_rows) of exceptions to be imported, beside its cells p_wrong: all of it that shows
without writing. Whoever calls it sets sched.plain_errors.';
