create or replace function sched_http.store_work_rule(p_old api_v2.work_rules, p_new api_v2.work_rules)
returns api_v2.work_rules
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_resource_id constant bigint := case
        when sched_http.given_or_none(p_new.resource_id, p_new.resource_code, p_old.resource_id, p_old.resource_code)
            then sched_http.given_resource(
                p_new.resource_id, p_new.resource_code, p_old.resource_id, p_old.resource_code
            )
    end;
    v_position_id constant bigint := case
        when sched_http.given_or_none(p_new.position_id, p_new.position_code, p_old.position_id, p_old.position_code)
            then sched_http.given_of_people(
                'position', p_new.position_id, p_new.position_code, p_old.position_id, p_old.position_code
            )
    end;
    v_measure constant sched.rule_measure := sched_http.given_word(
        'rule_measure', p_new.rule_measure, null::sched.rule_measure
    );
    v_operator constant sched.rule_operator := case
        -- It follows from the measure, which another one may have taken the place of.
        when p_old.id is null or p_new.rule_operator is distinct from p_old.rule_operator
            then sched_http.given_word('rule_operator', p_new.rule_operator, null::sched.rule_operator)
    end;
    v_severity constant sched.rule_severity := coalesce(
        sched_http.given_word('severity', p_new.severity, null::sched.rule_severity), 'warn'
    );
    v_id bigint := p_old.id;
    v_stored api_v2.work_rules;
begin
    if v_id is null then
        insert into sched.emp_work_rules (
            rule_code, rule_name, rule_set, rule_measure, rule_operator, limit_value, window_hours, window_is_rolling,
            anchor_date, anchor_time, averaged_over_days, night_start, night_end, severity, resource_id, position_id,
            start_date, end_date, source, is_active
        )
        values (
            p_new.rule_code, p_new.rule_name, p_new.rule_set, v_measure, v_operator, p_new.limit_value,
            p_new.window_hours, coalesce(p_new.window_is_rolling, true), coalesce(p_new.anchor_date, '2000-01-03'),
            coalesce(p_new.anchor_time, '00:00'), p_new.averaged_over_days, p_new.night_start, p_new.night_end,
            v_severity, v_resource_id, v_position_id, coalesce(p_new.start_date, '1970-01-01'), p_new.end_date,
            p_new.source, coalesce(p_new.is_active, false)
        )
        returning id into v_id;
    else
        update sched.emp_work_rules as t
        set
            rule_code = p_new.rule_code,
            rule_name = p_new.rule_name,
            rule_set = p_new.rule_set,
            rule_measure = v_measure,
            rule_operator = v_operator,
            limit_value = p_new.limit_value,
            window_hours = p_new.window_hours,
            window_is_rolling = coalesce(p_new.window_is_rolling, true),
            anchor_date = coalesce(p_new.anchor_date, '2000-01-03'),
            anchor_time = coalesce(p_new.anchor_time, '00:00'),
            averaged_over_days = p_new.averaged_over_days,
            night_start = p_new.night_start,
            night_end = p_new.night_end,
            severity = v_severity,
            resource_id = v_resource_id,
            position_id = v_position_id,
            start_date = coalesce(p_new.start_date, '1970-01-01'),
            end_date = p_new.end_date,
            source = p_new.source,
            is_active = coalesce(p_new.is_active, false)
        where t.id = v_id;
    end if;
    select v.* into v_stored from api_v2.work_rules as v where v.id = v_id;
    return v_stored;
end
$$;

comment on function sched_http.store_work_rule(api_v2.work_rules, api_v2.work_rules) is
    'Adds (p_old is null) or changes a work rule from rows of api_v2.work_rules; returns it as stored.
SC001, SC021: unknown resource or position. The rest is refused by the triggers of sched.emp_work_rules.';
