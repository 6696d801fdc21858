create or replace function sched_http.add_given_exception(p_new api_v1.exceptions)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.refuse('SC016', format('The exception has no %s.', n.name), n.remedy)
    from (
        values
        (
            p_new.exception_type is null, 'exception_type',
            'Types: ' || array_to_string(enum_range(null::sched.exception_type), ', ')
        ),
        (p_new.start_datetime is null, 'start_datetime', 'For example 2027-03-15T06:00:00+02:00.'),
        (p_new.description is null, 'description', 'Say in words what happens.')
    ) as n (is_missing, name, remedy)
    where n.is_missing;
    return sched_engine.add_exception(
        sched_http.given_resource(p_new.resource_id, p_new.resource_code),
        p_new.exception_type,
        p_new.start_datetime,
        p_new.end_datetime,
        p_new.description,
        coalesce(p_new.impact_type, 'no_operation'),
        p_new.capacity_percent,
        p_new.recurrence_rule,
        p_new.shift_minutes,
        p_new.shift_code,
        coalesce(p_new.recurrence_excluded, '{}'),
        coalesce(p_new.recurrence_added, '{}'),
        coalesce(p_new.is_active, true)
    );
end
$$;

comment on function sched_http.add_given_exception(api_v1.exceptions) is
    'Adds an exception from a row of api_v1.exceptions, by sched_engine.add_exception, and returns its id.';
