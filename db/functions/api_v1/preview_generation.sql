create or replace function api_v1.preview_generation(
    start_date date,
    end_date date,
    resource_ids bigint[] default null,
    regenerate boolean default false,
    apply_holidays boolean default true,
    rewrite_past boolean default false
)
returns jsonb
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.check_visible(resource_ids);
    return sched_engine.foretell_generation(
        coalesce(resource_ids, array(select v.id from sched_engine.visible_resources as v)),
        start_date, end_date, coalesce(regenerate, false), coalesce(apply_holidays, true), coalesce(rewrite_past, false)
    );
end
$$;

comment on function api_v1.preview_generation(date, date, bigint[], boolean, boolean, boolean) is
    'What a generation would write, without writing it

Arguments as those of generate_schedules, but notify_oee_systems. Returns {period, machine_count, looked_at, conflict,
total, machines}: total counts rows inserted, updated and deleted, and the machines that have any; machines are the
twenty with the most changes. A generation of more than 200,000 machine-days (the setting what_if_machine_days) is
judged by a part of its machines, spread evenly: looked_at says by how many, and the numbers are theirs. conflict is
the error that it would meet, else null. Errors: SC001 unknown resource, SC004 period.';

grant execute on function api_v1.preview_generation(date, date, bigint[], boolean, boolean, boolean)
to sched_planner, sched_admin;
