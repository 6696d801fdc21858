create or replace function api_v1.inheritance_tree_on(on_date date)
returns setof api_v1.inheritance_tree
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.check_period(on_date, on_date);
    return query
    select i.* from sched_engine.pattern_inheritance(null, on_date) as i order by i.hierarchy_path;
end
$$;

comment on function api_v1.inheritance_tree_on(date) is
    'Which pattern each resource follows on a date, and where it comes from

Like the view inheritance_tree, which is about today; filters and orders like it. SC004: date.';

grant execute on function api_v1.inheritance_tree_on(date) to sched_viewer, sched_planner, sched_admin;
