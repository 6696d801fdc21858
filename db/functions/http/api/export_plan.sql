create or replace function sched_http.export_plan(p_content text, p_resource_ids text, p_from date, p_to date)
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
as $$
declare
    v_given constant bigint[] := sched_http.id_list('resource_ids', p_resource_ids);
    v_accept constant text := coalesce(sched_http.request_header('accept'), '');
    v_json constant boolean := v_accept ~ 'application/json' and v_accept !~ 'text/csv';
    v_name constant text := format('%s_%s_%s', p_content, p_from, p_to);
    v_ids bigint[];
begin
    perform sched_engine.check_visible(v_given);
    v_ids := sched_engine.export_machines(
        array(select r.resource_code from sched.resources as r where r.id = any(v_given)), p_from, p_to
    );

    if v_json then
        perform sched_http.send_file('application/json', 'attachment', v_name || '.json');
        return coalesce(case p_content
            when 'schedule' then (
                select json_agg(s) from sched_engine.stored_plan(v_ids, p_from, p_to) as s
            )
            else (
                select json_agg(d) from sched_engine.daily_hours(v_ids, p_from, p_to) as d
            )
        end, '[]');
    end if;
    perform sched_http.send_file('text/csv', 'attachment', v_name || '.csv');
    return concat(sched_engine.export_header(p_content), E'\r\n', case p_content
        when 'schedule' then sched_engine.schedule_csv(v_ids, p_from, p_to)
        else sched_engine.availability_csv(v_ids, p_from, p_to)
    end);
end
$$;

comment on function sched_http.export_plan(text, text, date, date) is
    'A file of the generated plan (p_content schedule or availability) of these resources and all below them, as CSV, or as
JSON when the client accepts nothing but that. SC001: unknown resource. SC004: period; larger than the setting
export_machine_days.';
