create or replace function sched_engine.check_rrule(p_rule text)
returns void
language plpgsql
immutable
strict
parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_rule constant jsonb := sched_engine.rrule_parse(p_rule);
    v_freq constant text := v_rule ->> 'freq';
    v_numbered constant boolean
    := exists (select from jsonb_array_elements_text(v_rule -> 'byday') as d (day) where d.day ~ '\d');
    v_choosing constant boolean
    := exists (select from jsonb_object_keys(v_rule - 'bysetpos') as k (name) where k.name like 'by%');
    v_wrong record;
begin
    select w.part, w.problem, w.remedy into v_wrong
    from (values
        (
            'COUNT', v_rule -> 'count' = to_jsonb(0), 'never happens',
            'Give a COUNT of at least 1.'
        ),
        (
            'COUNT', v_rule ?& array['count', 'until'], 'is not allowed beside UNTIL',
            'Say by COUNT or by UNTIL when the recurrence ends.'
        ),
        (
            'BYDAY', v_numbered and v_freq not in ('MONTHLY', 'YEARLY'),
            format('has numbers, which FREQ=%s does not allow', v_freq),
            'Name the days alone; numbers as in 2MO need FREQ=MONTHLY or FREQ=YEARLY.'
        ),
        (
            'BYDAY', v_numbered and v_rule ? 'byweekno', 'has numbers, which BYWEEKNO does not allow',
            'Name the days alone beside BYWEEKNO.'
        ),
        (
            'BYWEEKNO', v_rule ? 'byweekno' and v_freq <> 'YEARLY',
            format('is not allowed with FREQ=%s', v_freq),
            'BYWEEKNO needs FREQ=YEARLY.'
        ),
        (
            'BYYEARDAY', v_rule ? 'byyearday' and v_freq in ('DAILY', 'WEEKLY', 'MONTHLY'),
            format('is not allowed with FREQ=%s', v_freq),
            'BYYEARDAY needs FREQ=YEARLY, HOURLY, MINUTELY or SECONDLY.'
        ),
        (
            'BYMONTHDAY', v_rule ? 'bymonthday' and v_freq = 'WEEKLY', 'is not allowed with FREQ=WEEKLY',
            'Use another FREQ: FREQ=DAILY takes BYDAY and BYMONTHDAY together.'
        ),
        (
            'BYSETPOS', v_rule ? 'bysetpos' and not v_choosing, 'has nothing to choose from',
            'Add a BY part, such as BYDAY, whose values BYSETPOS counts.'
        )
    ) as w (part, is_wrong, problem, remedy)
    where w.is_wrong
    limit 1;
    if found then
        perform sched_engine.rrule_refuse(p_rule,
            format('Recurrence rule part %s %s.', substring(upper(p_rule), v_wrong.part || '=[^;]*'),
                v_wrong.problem),
            v_wrong.remedy);
    end if;
    perform sched_engine.rrule_check_density(v_rule);
end
$$;

comment on function sched_engine.check_rrule(text) is
    'Refuses (SC012) a recurrence rule that RFC 5545 does not allow, or that is too dense to be stored, naming
the part, its value and what is allowed. Does nothing if the rule may be stored, or is null.';
