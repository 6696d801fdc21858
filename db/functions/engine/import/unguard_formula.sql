create or replace function sched_engine.unguard_formula(p_text text)
returns text
language sql
immutable
parallel safe
as $$
    select case
        when p_text like '%''%' then regexp_replace(p_text, '(^|(?<=[;\t\r\n]))''(?=''*[=+\-@\t\r])', '', 'g')
        else p_text
    end
$$;

comment on function sched_engine.unguard_formula(text) is 'The text that a cell guarded by sched_engine.guard_formula stands for.';
