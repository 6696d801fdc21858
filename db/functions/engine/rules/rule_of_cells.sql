create or replace function sched_engine.rule_of_cells(p_old jsonb, p_cells jsonb)
returns sched.emp_work_rules
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_default constant jsonb := jsonb_build_object(
        'window_is_rolling', true, 'anchor_date', '2000-01-03', 'anchor_time', '00:00:00', 'severity', 'warn',
        'start_date', '1970-01-01', 'is_active', false, 'created_at', now(), 'updated_at', now()
    );
    v_cells jsonb := (
        select jsonb_object_agg(c.key, coalesce(to_jsonb(nullif(btrim(c.value), '')), v_default -> c.key))
        from jsonb_each_text(p_cells) as c (key, value)
    );
    v_rule sched.emp_work_rules;
    v_bad record;
begin
    select
        c.key,
        c.value,
        a.atttypid::regtype as kind,
        (select string_agg(e.enumlabel, ', ' order by e.enumsortorder) from pg_enum as e where e.enumtypid = a.atttypid) as words
    into v_bad
    from jsonb_each_text(v_cells) as c (key, value)
    inner join pg_attribute as a on a.attrelid = 'sched.emp_work_rules'::regclass and a.attname = c.key
    where c.value is not null and not pg_input_is_valid(c.value, format_type(a.atttypid, a.atttypmod))
    order by a.attnum
    limit 1;
    if found then
        perform sched_engine.refuse('22P02', format('%s cannot be "%s".', v_bad.key, left(v_bad.value, 100)),
            case
                when v_bad.words is not null then format('Give one of %s.', v_bad.words)
                when v_bad.key like '%\_date' then 'Write a date as 2026-12-31.'
                when v_bad.key in ('anchor_time', 'night_start', 'night_end') then 'Write a time as 23:00.'
                when v_bad.kind = 'boolean'::regtype then 'Give true or false.'
                else 'Give a number.'
            end);
    end if;
    if v_cells ? 'resource_code' then
        v_cells := v_cells || jsonb_build_object('resource_id', case
            when v_cells ->> 'resource_code' is not null then sched_engine.resource_id(v_cells ->> 'resource_code')
        end);
    end if;
    if v_cells ? 'position_code' then
        v_cells := v_cells || jsonb_build_object('position_id', case
            when v_cells ->> 'position_code' is not null then sched_engine.position_id(v_cells ->> 'position_code')
        end);
    end if;
    v_rule := jsonb_populate_record(null::sched.emp_work_rules, coalesce(p_old, v_default) || v_cells);
    -- It follows from the measure.
    if not v_cells ? 'rule_operator' then
        v_rule.rule_operator := null;
    end if;
    v_rule.rule_name := coalesce(v_rule.rule_name, v_rule.rule_code);
    v_rule.rule_operator := coalesce(v_rule.rule_operator, case
        when v_rule.rule_measure in ('daily_rest', 'weekly_rest', 'notice') then 'at_least'::sched.rule_operator
        else 'at_most'::sched.rule_operator
    end);
    return v_rule;
end
$$;

comment on function sched_engine.rule_of_cells(jsonb, jsonb) is
    'A work rule as a row of text has it, on top of what is stored (null: of the defaults). SC001, SC021: unknown resource or
position. 22P02: a cell cannot be read.';
