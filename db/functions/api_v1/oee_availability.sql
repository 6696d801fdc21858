create or replace function api_v1.oee_availability(
    resource_ids text, start_date date, end_date date, include_shifts boolean default false
)
returns json
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_ids bigint[];
begin
    perform sched_engine.check_period(start_date, end_date);
    if resource_ids ~ '[^[:space:]]' then
        if resource_ids !~ '^\s*\d{1,18}\s*(,\s*\d{1,18}\s*)*$' then
            perform sched_engine.refuse('22P02',
                format('resource_ids must be ids separated by commas, not %L.', left(resource_ids, 100)),
                'For example: resource_ids=123,124. Leave it empty for every scheduled machine.');
        end if;
        v_ids := string_to_array(regexp_replace(resource_ids, '\s', '', 'g'), ',')::bigint[];
        perform sched_engine.check_visible(v_ids);
    else
        v_ids := sched_engine.visible_machines();
    end if;
    perform sched_engine.check_availability_size(cardinality(v_ids), start_date, end_date);

    return json_build_object(
        'period', json_build_object('start', start_date, 'end', end_date),
        'resources', sched_engine.availability_json(v_ids, start_date, end_date, include_shifts)
    );
exception when query_canceled then
    perform sched_engine.refuse('57014', 'The availability of so many machines and dates takes too long.',
        'Ask for fewer machines or dates at a time.');
    return null;
end
$$;

comment on function api_v1.oee_availability(text, date, date, boolean) is
    'Planned availability of machines for OEE

resource_ids: ids separated by commas, or null or empty for every scheduled machine. Dates are business dates, both included.
Hours are elapsed hours. total_hours are all shift hours; available_hours those planned to operate. Each date tells its
planned_hours (planned production time) and a status: operating, maintenance, breakdown, shutdown, holiday, not_planned
or not_generated. include_shifts adds the operating stretches of each date. SC004: more machines times days than the setting
availability_machine_days.';

grant execute on function api_v1.oee_availability(text, date, date, boolean)
to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
