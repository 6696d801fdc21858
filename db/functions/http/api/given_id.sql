create or replace function sched_http.given_id(
    p_kind text, p_id bigint, p_code text, p_old_id bigint default null, p_old_code text default null
)
returns bigint
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_given_id constant bigint := case when p_id is distinct from p_old_id then p_id end;
    v_given_code constant text := case when p_code is distinct from p_old_code then p_code end;
    v_id bigint;
begin
    if p_old_id is not null and (p_id, p_code) is not distinct from (p_old_id, p_old_code) then
        return p_old_id;
    elsif num_nonnulls(v_given_id, v_given_code) = 0 then
        perform sched_engine.refuse('SC016', format('No %s is given.', p_kind),
            format('Give its id as %1$s_id, or its code as %1$s_code.', p_kind));
    end if;

    if p_kind = 'pattern' then
        v_id := case
            when v_given_code is not null then sched_engine.pattern_id(v_given_code)
            else (select p.id from sched.operating_patterns as p where p.id = v_given_id)
        end;
    else
        v_id := case
            when v_given_code is not null then sched_engine.calendar_id(v_given_code)
            else (select c.id from sched.holiday_calendars as c where c.id = v_given_id)
        end;
    end if;
    if v_id is null then
        perform sched_engine.refuse('SC001', format('There is no %s with the id %s.', p_kind, v_given_id),
            format('List the %ss and use the id or code shown there.', p_kind));
    elsif v_id <> v_given_id then
        perform sched_engine.refuse('SC016',
            format('%1$s_id %2$s and %1$s_code %3$L are two %1$ss.', p_kind, v_given_id, v_given_code),
            'Give one of them.');
    end if;
    return v_id;
end
$$;

comment on function sched_http.given_id(text, bigint, text, bigint, text) is
    'The pattern or calendar (p_kind) that a request means by an id, a code or both; when a row is changed, what it had
before comes last. SC016: neither, or two different ones. SC001: there is none.';
