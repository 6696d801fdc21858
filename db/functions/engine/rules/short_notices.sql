create or replace function sched_engine.short_notices(
    p_rule sched.emp_work_rules, p_employee_ids bigint[], p_from date, p_to date,
    p_versions sched_engine.roster_version[]
)
returns setof sched_engine.found_breach
language sql
stable
rows 100
set search_path = pg_catalog, pg_temp
as $$
    select
        w.version,
        w.employee_id,
        p_rule.id,
        t.told_at,
        w.start_time,
        round(extract(epoch from w.start_time - t.told_at) / 3600.0, 2),
        round(p_rule.limit_value - extract(epoch from w.start_time - t.told_at) / 3600.0, 4)
    from (
        select
            i.version,
            i.employee_id,
            i.schedule_date,
            i.change_id,
            min(i.start_time) as start_time
        from sched_engine.rule_work(p_employee_ids, p_from, p_to, p_versions) as i
        where i.change_id is not null or i.pattern_id is null
        group by i.version, i.employee_id, i.schedule_date, i.change_id, i.pattern_id, i.shift_second
    ) as w
    left join sched.emp_roster_changes as c on c.id = w.change_id
    -- A shift that is not entered yet would be told now.
    cross join lateral (select coalesce(c.created_at, sched_engine.current_instant()) as told_at) as t
    where w.start_time > t.told_at
        and extract(epoch from w.start_time - t.told_at) < 3600.0 * p_rule.limit_value
$$;

comment on function sched_engine.short_notices(
    sched.emp_work_rules, bigint[], date, date, sched_engine.roster_version[]
) is
    'Shifts of the business dates p_from to p_to that a change of the roster brought, moved or handed on less time before they
begin than a rule of notice asks. What is entered after it has begun is a record, and no short notice.';
