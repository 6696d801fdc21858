create or replace function sched_engine.import_patterns(p_rows jsonb, p_replace boolean default false)
returns table (pattern_code text, rules bigint, outcome text)
language plpgsql
volatile
set search_path = ''
as $$
#variable_conflict use_column
declare
    v_wanted record;
    v_stored sched.operating_patterns;
    v_changed boolean;
begin
    for v_wanted in
        select
            r.pattern_code,
            min(r.pattern_name) as pattern_name,
            min(r.cycle_days) as cycle_days,
            count(distinct (r.pattern_name, r.cycle_days)) as heads,
            coalesce(
                jsonb_agg(to_jsonb(r) order by r.nr) filter (where r.cycle_day is not null), '[]'
            ) as rules
        from rows from (
            jsonb_to_recordset(p_rows) as (
                pattern_code text, pattern_name text, cycle_days integer, cycle_day integer, start_time time,
                end_time time, is_operating boolean, shift_code text
            )
        ) with ordinality as r (
            pattern_code, pattern_name, cycle_days, cycle_day, start_time, end_time, is_operating, shift_code,
            nr
        )
        group by r.pattern_code
        order by min(r.nr)
    loop
        if v_wanted.heads > 1 then
            raise exception using
                errcode = 'SC009',
                message = format('Pattern %s has several names or cycle lengths.', v_wanted.pattern_code),
                hint = 'Repeat the same pattern_name and cycle_days in each of its rows.';
        end if;

        select p.* into v_stored
        from sched.operating_patterns as p
        where p.pattern_code = v_wanted.pattern_code;
        if not found then
            perform sched_engine.create_pattern(
                v_wanted.pattern_code, v_wanted.pattern_name, v_wanted.rules, v_wanted.cycle_days
            );
            outcome := 'created';
        else
            v_changed := sched_engine.replace_pattern_rules(v_stored.id, v_wanted.rules, v_wanted.cycle_days);
            update sched.operating_patterns as p
            set pattern_name = v_wanted.pattern_name
            where p.id = v_stored.id and p.pattern_name <> v_wanted.pattern_name;
            v_changed := v_changed or found;
            if v_changed and not p_replace then
                raise exception using
                    errcode = '23505',
                    message = format('There is a pattern %s already, and it differs.', v_wanted.pattern_code),
                    hint = 'Choose another code, or ask for patterns that exist to be replaced.';
            end if;
            outcome := case when v_changed then 'replaced' else 'unchanged' end;
        end if;
        pattern_code := v_wanted.pattern_code;
        rules := jsonb_array_length(v_wanted.rules);
        return next;
    end loop;
end
$$;

comment on function sched_engine.import_patterns(jsonb, boolean) is
    'Creates patterns from a JSON array with one object per rule: pattern_code, pattern_name,
cycle_days, cycle_day, start_time, end_time, is_operating, shift_code. A pattern that exists and is the
same is left alone; one that differs is replaced only when p_replace is true, else refused (23505).';
