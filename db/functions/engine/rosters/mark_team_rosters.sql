create or replace function sched_engine.mark_team_rosters(
    p_table text, p_action text, p_edited_ids bigint[], p_team_ids bigint[], p_dates daterange
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    -- What has begun is finished as planned: only shifts to come follow, of dates from three before today's on.
    v_open constant daterange := p_dates * daterange(
        (sched_engine.current_instant() at time zone 'UTC' - interval '12 hours')::date - 3, null
    );
begin
    perform sched_engine.mark_rosters(
        p_table, p_action, array_agg(m.edited_id), array_agg(m.employee_id), array_agg(m.dates)
    )
    from (
        select
            e.id as edited_id,
            a.employee_id,
            v_open as dates
        from unnest(p_edited_ids, p_team_ids) as e (id, team_id)
        inner join sched.emp_team_assignments as a on a.team_id = e.team_id and a.is_primary
        where daterange(a.start_date, a.end_date, '[]') && v_open
        group by e.id, a.employee_id
    ) as m;
end
$$;

comment on function sched_engine.mark_team_rosters(text, text, bigint[], bigint[], daterange) is
    'Marks the rosters of those who belong to these teams, beside each the id of what was edited, from now on and on
these dates.';
