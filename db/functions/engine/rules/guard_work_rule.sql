create or replace function sched_engine.guard_work_rule()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_rest constant boolean := new.rule_measure in ('daily_rest', 'weekly_rest', 'notice');
    v_is_hours constant boolean := new.rule_measure in ('working_hours', 'night_hours');
    v_problem text;
    v_remedy text;
begin
    new.rule_operator := coalesce(new.rule_operator, case
        when v_is_rest then 'at_least'::sched.rule_operator else 'at_most'::sched.rule_operator
    end);
    perform sched_engine.refuse_missing('The work rule', to_jsonb(new), array[
        'rule_code', 'rule_name', 'rule_measure', 'limit_value', 'severity', 'start_date', 'anchor_date', 'anchor_time',
        'window_is_rolling', 'is_active'
    ]);
    select p.problem, p.remedy into v_problem, v_remedy
    from (
        values
        (
            1, (new.rule_operator = 'at_least') <> v_is_rest,
            format('%s cannot be held %s a limit.', new.rule_measure, replace(new.rule_operator::text, '_', ' ')),
            'Rests and notice are at_least, hours and shifts at_most.'
        ),
        (2, new.limit_value < 0, format('The limit %s is below 0.', new.limit_value), 'Give hours, or shifts.'),
        (
            3, new.window_hours is null and (v_is_hours or new.rule_measure = 'weekly_rest'),
            format('%s has no window.', new.rule_measure), 'Give window_hours: 24 for a day, 168 for a week.'
        ),
        (
            4, new.window_hours is not null and new.rule_measure in ('consecutive_shifts', 'notice'),
            format('%s is not measured in a window.', new.rule_measure), 'Leave window_hours out.'
        ),
        (
            5, new.window_hours not between 1 and 8784,
            format('The window cannot have %s hours.', new.window_hours), 'Give 1 to 8784.'
        ),
        (
            6, not new.window_is_rolling and not v_is_hours,
            format('%s has no fixed windows.', new.rule_measure),
            'Only hours do; a rest is looked for from the beginning of each shift on.'
        ),
        (
            7, not new.window_is_rolling and new.window_hours % 24 <> 0,
            format('A fixed window cannot have %s hours.', new.window_hours), 'Fixed windows are whole days: 24, 168.'
        ),
        (
            8, new.averaged_over_days is not null and not v_is_hours and new.rule_measure <> 'weekly_rest',
            format('%s has no average.', new.rule_measure), 'Leave averaged_over_days out, or give a longer window.'
        ),
        (
            9, new.averaged_over_days not between 1 and 366 or 24 * new.averaged_over_days < new.window_hours,
            format('%s h cannot be averaged over %s.', new.window_hours,
                sched_engine.counted(new.averaged_over_days, 'day')),
            'Give averaged_over_days from the length of the window up to 366.'
        ),
        (
            10, new.rule_measure = 'weekly_rest' and 24 * new.averaged_over_days % new.window_hours <> 0,
            format('%s have no whole number of windows of %s h.',
                sched_engine.counted(new.averaged_over_days, 'day'), new.window_hours),
            'Rests are counted: give days in which each window has one, such as 14 for 168 h.'
        ),
        (
            11, new.rule_measure in ('daily_rest', 'weekly_rest') and new.limit_value >= new.window_hours
            -- One that was entered before can still be switched off.
            and (
                tg_op = 'INSERT' or new.is_active
                or (new.rule_measure, new.limit_value, new.window_hours)
                is distinct from (old.rule_measure, old.limit_value, old.window_hours)
            ),
            format('%s h of rest do not fit into a window of %s h.', trim_scale(new.limit_value), new.window_hours),
            'The window begins with work: give a limit_value below window_hours, or a longer window.'
        ),
        (
            12, num_nonnulls(new.night_start, new.night_end) = 1 or new.night_start = new.night_end,
            'The night has only one of its ends, or no length.', 'Give night_start and night_end, by the clock.'
        ),
        (
            13, new.rule_measure = 'night_hours' and num_nonnulls(new.night_start, new.night_end) = 0,
            'night_hours has no night.', 'Give night_start and night_end, by the clock.'
        ),
        (
            14, num_nonnulls(new.night_start, new.night_end) > 0 and not v_is_hours,
            format('%s does not look at the night.', new.rule_measure), 'Leave night_start and night_end out.'
        ),
        (
            15, new.end_date < new.start_date,
            format('The rule ends (%s) before it begins (%s).', new.end_date, new.start_date),
            'Both dates are included: swap them.'
        )
    ) as p (nr, holds, problem, remedy)
    where p.holds
    order by p.nr
    limit 1;
    if found then
        perform sched_engine.refuse('SC027', format('Work rule %s: %s', new.rule_code, v_problem), v_remedy);
    end if;
    return new;
end
$$;

comment on function sched_engine.guard_work_rule() is
    'Trigger: refuses work rules that mean nothing (SC027): a window of the wrong kind, a night with one end, a rest that no
window has room for. SC016: something is missing. The operator follows from the measure.';

create or replace trigger guard_work_rule
before insert or update on sched.emp_work_rules
for each row execute function sched_engine.guard_work_rule();
