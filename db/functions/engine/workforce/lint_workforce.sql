create or replace function sched_engine.lint_workforce(p_from date default null, p_to date default null)
returns setof sched_engine.lint_finding
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_today constant date := (sched_engine.current_instant() at time zone 'UTC')::date;
    v_from constant date := coalesce(p_from, v_today);
    v_to constant date := coalesce(p_to, v_from + 90);
begin
    perform sched_engine.check_period(v_from, v_to);
    if not sched_engine.is_workforce_on() then
        return;
    end if;
    return query
    select f.*
    from (
        select * from sched_engine.lint_roster_changes(v_from, v_to)
        union all
        select * from sched_engine.lint_people(v_from, v_to)
        union all
        select * from sched_engine.lint_rules(v_from, v_to)
        union all
        select
            'error',
            'LINT-025',
            'roster',
            m.cause ->> 'table',
            lower(m.dates),
            upper(m.dates) - 1,
            format('An edit has waited since %s to reach the rosters.', date_trunc('second', m.marked_at)),
            'sched roster refresh; check that the relay is running.'
        from sched.emp_stale_dates as m
        where m.marked_at < now() - interval '1 hour'
            and coalesce(current_setting('sched.scope', true), '') in ('', '{}')
    ) as f
    order by array_position('{error,warning,info}', f.severity), f.code, f.location, f.first_date;
end
$$;

comment on function sched_engine.lint_workforce(date, date) is
    'What is likely a mistake about people between p_from (today) and p_to (90 days later), worst first, as far as the
present request may see it; nothing while the workforce is off. People by number. SC004: no period.';
