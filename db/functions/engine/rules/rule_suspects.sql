-- Sums and blocks are found in one pass over the rows; what is wrong exactly is asked of few then.
create or replace function sched_engine.rule_suspects(
    p_rule sched.emp_work_rules, p_employee_ids bigint[], p_from date, p_to date, p_more integer default 0
)
returns bigint[]
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_hours constant integer := coalesce(24 * p_rule.averaged_over_days, p_rule.window_hours);
    v_days constant integer := coalesce((v_hours + 23) / 24, 2 + ceil(p_rule.limit_value / 24)::integer);
    v_most constant double precision := 3600.0 * p_rule.limit_value * v_hours / p_rule.window_hours;
    v_weeks constant integer := (v_hours + 167) / 168;
    v_least constant interval := make_interval(secs => 3600.0 * p_rule.limit_value);
    v_rests constant integer := v_hours / p_rule.window_hours;
    -- One rest too few, each at most twice as long, and what is cut off at the end: some block has at least this share of the rest.
    v_block constant interval := (make_interval(hours => v_hours) - (2 * v_rests - 1) * v_least) / v_rests;
begin
    if p_rule.rule_measure in ('working_hours', 'night_hours') then
        if v_hours < 672 or not p_rule.window_is_rolling then
            return p_employee_ids;
        end if;
        -- Whole weeks, at least as many as the window touches.
        return array(
            select distinct f.employee_id
            from (
                select
                    s.employee_id,
                    sum(s.worked) over (
                        partition by s.employee_id order by s.week range between v_weeks preceding and current row
                    ) as worked
                from (
                    select
                        i.employee_id,
                        floor(date_part('epoch', i.shift_end_time) / 604800)::integer as week,
                        sum(date_part('epoch', i.shift_end_time - i.shift_start_time)) as worked
                    from sched.emp_schedules as i
                    where i.employee_id = any(p_employee_ids) and i.schedule_status = 'scheduled'
                        and i.schedule_date between p_from - v_days - 3 and p_to + 2
                    group by 1, 2
                ) as s
            ) as f
            where f.worked + p_more > v_most
        );
    elsif p_rule.rule_measure in ('daily_rest', 'weekly_rest') then
        -- Work that long rests end is a block. A window without a long rest begins in one that is too long; without windows,
        -- a rest is short that is no break either.
        return array(
            select distinct f.employee_id
            from (
                select
                    b.employee_id,
                    case
                        when v_block is null then b.rest < v_least and b.rest > interval '1 hour'
                        else b.shift_end_time - max(b.shift_start_time) filter (where b.rest >= v_least or b.rest is null)
                            over (
                                partition by b.employee_id order by b.shift_start_time rows unbounded preceding
                            ) > v_block
                    end as is_wrong
                from (
                    select
                        i.employee_id,
                        i.shift_start_time,
                        i.shift_end_time,
                        i.shift_start_time - lag(i.shift_end_time) over (
                            partition by i.employee_id order by i.shift_start_time
                        ) as rest
                    from sched.emp_schedules as i
                    where i.employee_id = any(p_employee_ids) and i.schedule_status = 'scheduled'
                        and i.schedule_date between p_from - v_days - 3 and p_to + v_days + 3
                ) as b
            ) as f
            where f.is_wrong
        );
    end if;
    return p_employee_ids;
end
$$;

comment on function sched_engine.rule_suspects(sched.emp_work_rules, bigint[], date, date, integer) is
    'Those of these people whose stored roster may break a rule by shifts of the business dates p_from to p_to: all who do, and
few others. p_more: so many seconds may be worked besides it.';
