create or replace function sched_engine.what_if_read(p_edit jsonb)
returns jsonb
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_edit jsonb := p_edit;
    v_resource bigint := (p_edit ->> 'resource_id')::bigint;
begin
    perform sched_engine.what_if_check(p_edit);

    if p_edit ->> 'kind' in ('edit_exception', 'restore_exception', 'cancel_exception') then
        -- It may change what was from the earlier of its two starts on.
        select
            e.resource_id,
            v_edit || jsonb_build_object('start', to_char(
                least(e.start_datetime, n.start_datetime) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'
            ))
        into v_resource, v_edit
        from sched.schedule_exceptions as e
        left join lateral (
            select sched_engine.resource_instant(e.resource_id, p_edit -> 'changes' ->> 'start_datetime') as start_datetime
            where p_edit -> 'changes' ? 'start_datetime'
        ) as n on true
        where e.id = (p_edit ->> 'exception_id')::bigint;
        if v_resource is null then
            perform sched_engine.check_given(p_edit ->> 'exception_id', 'exception',
                'Give its number, as the list of exceptions shows it.');
            perform sched_engine.refuse(
                'SC001',
                format('There is no exception %s.', p_edit ->> 'exception_id'),
                'Look its number up in the list of exceptions.'
            );
        end if;
    end if;

    if p_edit ->> 'kind' not in ('holiday', 'remove_holiday', 'pattern_rules') or p_edit ?| '{resource,resource_id}' then
        v_resource := coalesce(v_resource, sched_engine.resource_id(p_edit ->> 'resource'));
        perform sched_engine.check_visible(array[v_resource]);
        -- An assignment starts today, by the clock of the resource, unless the edit says when.
        v_edit := jsonb_build_object('from', (
            select (sched_engine.current_instant() at time zone z.time_zone)::date
            from sched_engine.effective_time_zones(array[v_resource]) as z
        )) || v_edit || jsonb_build_object('resource_id', v_resource);
    end if;

    case p_edit ->> 'kind'
        when 'assign' then
            v_edit := v_edit || jsonb_build_object('pattern_id', coalesce(
                (p_edit ->> 'pattern_id')::bigint, sched_engine.pattern_id(p_edit ->> 'pattern')
            ));
        when 'pattern_rules' then
            -- One that does not exist yet will be created.
            v_edit := v_edit || jsonb_build_object('pattern_id', (
                select p.id
                from sched.operating_patterns as p
                where p.id = (p_edit ->> 'pattern_id')::bigint or p.pattern_code = p_edit ->> 'pattern'
            ));
        when 'holiday' then
            v_edit := v_edit || jsonb_build_object('calendar_id', coalesce(
                (p_edit ->> 'calendar_id')::bigint, sched_engine.calendar_id(p_edit ->> 'calendar')
            ));
        when 'remove_holiday' then
            if p_edit ?| '{calendar,calendar_id}' then
                v_edit := v_edit || jsonb_build_object('calendar_id', coalesce(
                    (p_edit ->> 'calendar_id')::bigint, sched_engine.calendar_id(p_edit ->> 'calendar')
                ));
                return v_edit;
            end if;
            select v_edit || jsonb_build_object('calendar_id', h.calendar_id, 'date', h.holiday_date)
            into v_edit
            from sched.holidays as h
            where h.id = (p_edit ->> 'holiday_id')::bigint;
            if v_edit is null then
                perform sched_engine.check_given(p_edit ->> 'holiday_id', 'holiday', 'Give its id, as the list of holidays shows it.');
                perform sched_engine.refuse(
                    'SC001',
                    format('There is no holiday with the id %s.', p_edit ->> 'holiday_id'),
                    'Look its id up in the list of holidays; it may have been removed already.'
                );
            end if;
        when 'calendars' then
            v_edit := v_edit || jsonb_build_object('calendar_ids', array(
                select coalesce(c.id::bigint, sched_engine.calendar_id(c.code))
                from rows from (
                    jsonb_array_elements_text(p_edit -> 'calendar_ids'),
                    jsonb_array_elements_text(p_edit -> 'calendars')
                ) with ordinality as c (id, code, nr)
                order by c.nr
            ));
        else null;
    end case;
    return v_edit;
end
$$;

comment on function sched_engine.what_if_read(jsonb) is
    'An edit for sched_engine.what_if with the ids of what it names by code, and starting today when it does
not say when. The pattern of kind pattern_rules may be one that does not exist yet: its id is null then.
SC001: unknown. SC008: see what_if_check.';
