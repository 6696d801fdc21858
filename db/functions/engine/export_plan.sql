create or replace function sched_engine.export_plan(p_content text, p_resource_ids text, p_from date, p_to date)
returns text
language plpgsql
stable
set search_path = ''
set timezone = 'UTC'
as $$
declare
    v_given constant bigint[] := sched_engine.id_list('resource_ids', p_resource_ids);
    v_limit constant integer := sched_engine.setting_int('export_machine_days', 200000);
    v_accept constant text := coalesce(sched_engine.request_header('accept'), '');
    v_json constant boolean := v_accept ~ 'application/json' and v_accept !~ 'text/csv';
    v_name constant text := format('%s_%s_%s', p_content, p_from, p_to);
    v_ids bigint[];
begin
    perform sched_engine.check_period(p_from, p_to);
    perform sched_engine.check_visible(v_given);
    v_ids := array(
        select r.id
        from sched.resources as r
        inner join sched.generated_dates as g on g.resource_id = r.id
        where r.id in (select v.id from sched_engine.visible_resources as v)
            and (v_given is null or r.path_ids && v_given)
            and g.dates && daterange(p_from, p_to, '[]')
    );
    if cardinality(v_ids)::bigint * (p_to - p_from + 1) > v_limit then
        perform sched_engine.refuse('SC004',
            format('%s machines for %s days are too much for one file.', cardinality(v_ids), p_to - p_from + 1),
            format('Export at most %s machines times days, or page through equipment_schedules.', v_limit));
    end if;

    if v_json then
        perform sched_engine.send_file('application/json', 'attachment', v_name || '.json');
        return coalesce(case p_content
            when 'schedule' then (
                select json_agg(s) from sched_engine.stored_plan(v_ids, p_from, p_to) as s
            )
            else (
                select json_agg(d) from sched_engine.daily_hours(v_ids, p_from, p_to) as d
            )
        end, '[]');
    end if;
    perform sched_engine.send_file('text/csv', 'attachment', v_name || '.csv');
    return concat(sched_engine.export_header(p_content), E'\r\n', case p_content
        when 'schedule' then sched_engine.schedule_csv(v_ids, p_from, p_to)
        else sched_engine.availability_csv(v_ids, p_from, p_to)
    end);
end
$$;

comment on function sched_engine.export_plan(text, text, date, date) is
    'A file of the generated plan (p_content schedule or availability) of these resources and all below them, as CSV, or as
JSON when the client accepts nothing but that. SC001: unknown resource. SC004: period; larger than the setting
export_machine_days.';
