create or replace function api_v1.oee_availability(
    resource_ids text, start_date date, end_date date, include_shifts boolean default false
)
returns json
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
    v_ids bigint[];
    v_unknown bigint[];
begin
    perform sched_engine.check_period(start_date, end_date);
    if resource_ids !~ '^\s*$' and resource_ids !~ '^\s*\d{1,18}\s*(,\s*\d{1,18}\s*)*$' then
        raise exception using
            errcode = 'SC001',
            message = format('resource_ids must be ids separated by commas, not %L.', left(resource_ids, 100)),
            hint = 'For example: resource_ids=123,124. Leave it empty for every scheduled machine.';
    end if;
    v_ids := coalesce(
        array(select distinct i::bigint from unnest(string_to_array(nullif(trim(resource_ids), ''), ',')) as u (i) order by 1),
        '{}'
    );
    if nullif(trim(resource_ids), '') is null then
        v_ids := sched_engine.schedulable_resources(null);
    end if;
    v_unknown := array(select unnest(v_ids) except select r.id from sched.resources as r order by 1);
    if v_unknown <> '{}' then
        raise exception using
            errcode = 'SC001',
            message = format('There is no resource with the id %s.', array_to_string(v_unknown[:5], ', ')),
            hint = 'List the resources and use the ids shown there.';
    end if;

    return json_build_object(
        'period', json_build_object('start', start_date, 'end', end_date),
        'resources', coalesce((
            select json_agg(sched_engine.availability_json(r.id, start_date, end_date, include_shifts) order by r.hierarchy_path)
            from sched.resources as r
            where r.id = any(v_ids)
        ), '[]')
    );
end
$$;

comment on function api_v1.oee_availability(text, date, date, boolean) is
    'Planned availability of machines for OEE

resource_ids: ids separated by commas, or null or empty for every scheduled machine. Dates are business dates, both included.
Hours are elapsed hours. total_hours are all shift hours; available_hours those planned to operate. Each date tells its
planned_hours (planned production time) and a status: operating, maintenance, breakdown, shutdown, holiday, not_planned
or not_generated. include_shifts adds the operating stretches of each date.';

grant execute on function api_v1.oee_availability(text, date, date, boolean)
to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
