create or replace function sched_engine.import_patterns(p_rows jsonb, p_replace boolean default false)
returns table (pattern_code text, rules bigint, outcome text)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_rows constant jsonb := sched_engine.flat_rows(p_rows);
    v_problems constant jsonb := (
        select jsonb_agg(to_jsonb(c))
        from sched_engine.check_cells(
            v_rows,
            '{"pattern_code": "sched.code", "pattern_name": "sched.title", "cycle_days": "integer",
            "cycle_day": "integer", "start_time": "time", "end_time": "time", "is_operating": "boolean"}',
            '{pattern_code,pattern_name,cycle_days,cycle_day,start_time,end_time}'
        ) as c
    );
    v_wanted record;
begin
    if v_problems is not null then
        perform sched_engine.refuse_import(v_problems);
    end if;
    for v_wanted in
        select
            r.pattern_code,
            min(r.pattern_name) as pattern_name,
            min(r.cycle_days) as cycle_days,
            count(distinct (r.pattern_name, r.cycle_days)) as heads,
            jsonb_agg(to_jsonb(r) order by r.line) as rules
        from jsonb_to_recordset(v_rows) as r (
            line integer, pattern_code text, pattern_name text, cycle_days integer, cycle_day integer,
            start_time time, end_time time, is_operating boolean, shift_code text
        )
        group by r.pattern_code
        order by min(r.line)
    loop
        if v_wanted.heads > 1 then
            perform sched_engine.refuse_import(jsonb_build_array(jsonb_build_object(
                'line', null, 'column_name', 'pattern_code', 'value', v_wanted.pattern_code,
                'message', 'The pattern has several names or cycle lengths.',
                'remedy', 'Repeat the same pattern_name and cycle_days in each of its rows.'
            )));
        end if;
        outcome := sched_engine.import_pattern(
            v_wanted.pattern_code, v_wanted.pattern_name, v_wanted.rules, v_wanted.cycle_days, p_replace
        );
        pattern_code := v_wanted.pattern_code;
        rules := jsonb_array_length(v_wanted.rules);
        return next;
    end loop;
end
$$;

comment on function sched_engine.import_patterns(jsonb, boolean) is
    'Creates patterns from a JSON array of {"line": n, "values": {column: text}}, a row for each rule,
with the columns pattern_code, pattern_name, cycle_days, cycle_day, start_time, end_time, is_operating,
shift_code. Each as in sched_engine.import_pattern; all or none. SC009: every cell that is wrong; SC006:
rules that contradict each other.';
