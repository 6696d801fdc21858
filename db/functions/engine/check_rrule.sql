create or replace function sched_engine.check_rrule(p_rule text)
returns void
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
declare
    v_rule constant jsonb := sched_engine.rrule_parse(p_rule);
    v_freq constant text := v_rule ->> 'freq';
    v_numbered constant boolean
    := exists (select from jsonb_array_elements_text(v_rule -> 'byday') as d (day) where d.day ~ '\d');
    v_problem record;
begin
    select p.part, p.problem, p.remedy into v_problem
    from (values
        (
            1, v_rule ?& array['count', 'until'], 'count', 'cannot stand beside UNTIL',
            'Say when the recurrence ends by COUNT or by UNTIL.'
        ),
        (
            2, v_numbered and v_freq not in ('MONTHLY', 'YEARLY'), 'byday',
            format('has a number, which FREQ=%s does not allow', v_freq),
            'Numbers as in 2MO need FREQ=MONTHLY or FREQ=YEARLY; name the days only.'
        ),
        (
            3, v_numbered and v_rule ? 'byweekno', 'byday', 'has a number, which BYWEEKNO does not allow',
            'Beside BYWEEKNO name the days only.'
        ),
        (
            4, v_rule ? 'byweekno' and v_freq <> 'YEARLY', 'byweekno', format('is not allowed with FREQ=%s', v_freq),
            'BYWEEKNO needs FREQ=YEARLY.'
        ),
        (
            5, v_rule ? 'byyearday' and v_freq in ('DAILY', 'WEEKLY', 'MONTHLY'), 'byyearday',
            format('is not allowed with FREQ=%s', v_freq),
            'BYYEARDAY needs FREQ=YEARLY, HOURLY, MINUTELY or SECONDLY.'
        ),
        (
            6, v_rule ? 'bymonthday' and v_freq = 'WEEKLY', 'bymonthday', 'is not allowed with FREQ=WEEKLY',
            'BYMONTHDAY needs another FREQ; FREQ=DAILY takes BYDAY and BYMONTHDAY together.'
        ),
        (
            7, v_rule ? 'bysetpos' and not exists (
                select from jsonb_object_keys(v_rule) as k (name) where k.name like 'by%' and k.name <> 'bysetpos'
            ),
            'bysetpos', 'has nothing to choose from', 'Add the BY part whose values it counts, such as BYDAY.'
        )
    ) as p (place, is_wrong, part, problem, remedy)
    where p.is_wrong
    order by p.place
    limit 1;
    if found then
        perform sched_engine.rrule_refuse(p_rule,
            format('Recurrence rule part %s=%s %s.', upper(v_problem.part),
                translate(v_rule ->> v_problem.part, '[]" ', ''), v_problem.problem),
            v_problem.remedy);
    end if;
end
$$;

comment on function sched_engine.check_rrule(text) is
    'Refuses (SC012) a recurrence rule that RFC 5545 does not allow, naming the part, its value and what is allowed. Silent
when the rule may be stored; a null rule too.';
