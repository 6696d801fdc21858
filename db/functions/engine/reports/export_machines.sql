create or replace function sched_engine.export_machines(p_codes text[], p_from date, p_to date)
returns bigint[]
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_limit constant integer := sched_engine.setting_int('export_machine_days', 200000);
    v_ids bigint[];
begin
    perform sched_engine.check_period(p_from, p_to);
    v_ids := array(
        select p.id
        from unnest(sched_engine.planned_subtree(p_codes)) as p (id)
        inner join sched.generated_dates as g on g.resource_id = p.id
        where p.id in (select v.id from sched_engine.visible_resources as v)
            and g.dates && daterange(p_from, p_to, '[]')
    );
    if cardinality(v_ids)::bigint * (p_to - p_from + 1) > v_limit then
        perform sched_engine.refuse('SC004',
            format('%s for %s is too much for one file.', sched_engine.counted(cardinality(v_ids), 'machine'),
                sched_engine.counted(p_to - p_from + 1, 'day')),
            format('Export at most %s machines times days, or page through equipment_schedules.', v_limit));
    end if;
    return v_ids;
end
$$;

comment on function sched_engine.export_machines(text[], date, date) is
    'The machines that a file of these resources (null or empty: all that can be seen) and all below them shows: those with
a plan in that period. SC001: unknown resource. SC004: period; larger than the setting export_machine_days.';

grant execute on function sched_engine.export_machines(text[], date, date) to sched_relay;
