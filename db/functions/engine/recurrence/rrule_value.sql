create or replace function sched_engine.rrule_value(p_rule text, p_name text, p_value text)
returns jsonb
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_part record;
    v_items constant text[]
    := case when starts_with(p_name, 'BY') then string_to_array(p_value, ',') else array[p_value] end;
begin
    select * into v_part from sched_engine.rrule_part(p_name);
    if v_part.allowed is null then
        perform sched_engine.rrule_refuse(p_rule,
            case
                when p_name = '' then 'The recurrence rule has a part without a name.'
                else format('Recurrence rule part %s=%s: there is no part %1$s.', p_name, p_value)
            end,
            'Parts are FREQ, INTERVAL, COUNT, UNTIL, WKST, BYSETPOS, BYMONTH, BYWEEKNO, BYYEARDAY, '
            'BYMONTHDAY, BYDAY, BYHOUR, BYMINUTE and BYSECOND, each as NAME=value, with semicolons between.');
    elsif p_value = ''
        or exists (
            select
            from unnest(v_items) as i (item)
            where i.item !~ format('^(%s)$', v_part.pattern)
                or substring(i.item, '\d+')::numeric not between v_part.low and v_part.high
        )
        or p_name = 'UNTIL' and not pg_input_is_valid(rtrim(p_value, 'Z'), 'timestamp') then
        perform sched_engine.rrule_refuse(p_rule,
            format('Recurrence rule part %s=%s: this value is not allowed.', p_name, p_value),
            format('%s takes %s.', p_name, v_part.allowed));
    end if;
    return case
        when p_name in ('FREQ', 'WKST') then to_jsonb(p_value)
        when p_name in ('INTERVAL', 'COUNT') then to_jsonb(p_value::integer)
        when p_name = 'UNTIL' then to_jsonb(rtrim(p_value, 'Z')::timestamp)
        when p_name = 'BYDAY' then to_jsonb(array(
            select distinct coalesce(nullif(left(i.item, -2), '')::integer::text, '') || right(i.item, 2)
            from unnest(v_items) as i (item)
            order by 1
        ))
        when p_name = 'BYSECOND' then to_jsonb(array(
            select distinct least(i.item::integer, 59) from unnest(v_items) as i (item) order by 1
        ))
        else to_jsonb(array(select distinct i.item::integer from unnest(v_items) as i (item) order by 1))
    end;
end
$$;

comment on function sched_engine.rrule_value(text, text, text) is
    'The value of one part of a recurrence rule, all in upper case: a word, a number, a wall time, a list of
numbers, or of days as MO, 2MO or -1FR. A second 60 is read as 59. SC012: unknown part, or a value that is
not allowed; the message tells p_rule.';
