create or replace function sched_engine.extend_roster_horizon(p_people integer default 500)
returns integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_from constant date := greatest(
        date_trunc('month', sched_engine.current_instant()::date)::date, sched_engine.period_lock() + 1
    );
    v_to constant date := sched_engine.horizon_end();
    v_ids bigint[];
begin
    -- Whoever joins a plant that has rosters gets one; where there are none, nobody asked for them.
    if sched_engine.setting_int('rolling_horizon_months', 12) = 0
        or not exists (select from sched.emp_generated_dates as g where g.dates <> '{}') then
        return 0;
    end if;
    v_ids := array(
        select g.employee_id
        from sched.emp_generated_dates as g
        inner join sched.emp_employees as e on e.id = g.employee_id and e.is_active
        where not g.dates @> daterange(v_from, v_to, '[]')
            and exists (select from sched.emp_team_assignments as m where m.employee_id = e.id and m.is_primary)
        order by g.employee_id
        limit p_people
    );
    perform sched_engine.generate_roster(v_ids, v_from, v_to);
    return cardinality(v_ids);
end
$$;

comment on function sched_engine.extend_roster_horizon(integer) is
    'Generates what is missing of the rosters of up to p_people people from the first of this month to the end of the
month rolling_horizon_months ahead; returns how many. Call it until there is none left; safe at any time, and
concurrently.';

grant execute on function sched_engine.extend_roster_horizon(integer) to sched_relay;
