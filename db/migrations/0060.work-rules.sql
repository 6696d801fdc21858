-- What rosters are held against: what the table of rules lacks, the types of the engine's answers, and example sets.
set local role sched_owner;

-- A fixed window begins by the clock of each person: an instant would be one of a single zone.
alter table sched.emp_work_rules
drop column window_anchor,
add column anchor_date sched.plan_date not null default '2000-01-03',
add column anchor_time time not null default '00:00',
add constraint emp_work_rules_operator_fits check (
    (rule_operator = 'at_least') = (rule_measure in ('daily_rest', 'weekly_rest', 'notice'))
),
add constraint emp_work_rules_window_fits check (case rule_measure
    when 'daily_rest' then window_is_rolling
    when 'weekly_rest' then window_is_rolling and window_hours is not null
    when 'working_hours' then window_hours is not null
    when 'night_hours' then window_hours is not null
    else window_is_rolling and window_hours is null
end),
add constraint emp_work_rules_fixed_windows_are_days check (window_is_rolling or window_hours % 24 = 0),
add constraint emp_work_rules_only_hours_are_averaged check (
    averaged_over_days is null
    or (rule_measure in ('working_hours', 'night_hours') and 24 * averaged_over_days >= window_hours)
),
add constraint emp_work_rules_night_fits check (
    case rule_measure
        when 'night_hours' then night_start is not null
        when 'working_hours' then true
        else night_start is null
    end
    and night_start is distinct from coalesce(night_end, time '24:00')
);
comment on column sched.emp_work_rules.rule_code is 'Business code, unique.';
comment on column sched.emp_work_rules.rule_name is 'What it says, in a few words.';
comment on column sched.emp_work_rules.rule_set is 'Rules that are switched on and off together; null: none.';
comment on column sched.emp_work_rules.rule_measure is
    'daily_rest, weekly_rest: the longest rest, in hours; working_hours, night_hours: hours worked; consecutive_shifts: shifts on
dates in a row; notice: hours from a change of the roster to the shift.';
comment on column sched.emp_work_rules.rule_operator is 'at_least for rests and notice, at_most for the others.';
comment on column sched.emp_work_rules.limit_value is 'Hours, or shifts.';
comment on column sched.emp_work_rules.window_hours is
    'Hours over which it is measured; null, for daily_rest: from one shift to the next.';
comment on column sched.emp_work_rules.window_is_rolling is
    'True: any window of this length, in elapsed hours. False: one after the other from the anchor on, whole days by the clock of
the person.';
comment on column sched.emp_work_rules.anchor_date is 'First date of one of the fixed windows.';
comment on column sched.emp_work_rules.anchor_time is 'Wall time at which fixed windows begin.';
comment on column sched.emp_work_rules.averaged_over_days is
    'Hours are summed over so many days, and the limit is for the average of the windows in them; null: for each window.';
comment on column sched.emp_work_rules.night_start is
    'Wall time at which the night begins. Of working_hours: only shifts with at least 3 hours in the night count.';
comment on column sched.emp_work_rules.night_end is 'Wall time at which the night ends, on the next date if not later.';
comment on column sched.emp_work_rules.severity is
    'note: it is listed; warn: an edit that breaks it goes through, and says so; refuse: such an edit is refused.';
comment on column sched.emp_work_rules.resource_id is
    'It holds for people who belong there, or to anything below it: by the home of their team, else their own; null: everybody.';
comment on column sched.emp_work_rules.position_id is 'It holds for people of this position; null: any, or none.';
comment on column sched.emp_work_rules.start_date is 'First business date on which it holds.';
comment on column sched.emp_work_rules.end_date is 'Last business date on which it holds; null: open.';
comment on column sched.emp_work_rules.source is 'Where it comes from: a law, an agreement.';
comment on column sched.emp_work_rules.is_active is 'False: nothing is held against it.';

alter table sched.emp_work_rules enable row level security;
create policy granted on sched.emp_work_rules using (true);
comment on policy granted on sched.emp_work_rules is 'Rights to the table decide, but for in_scope.';
create policy in_scope on sched.emp_work_rules as restrictive to sched_views using (
    (select coalesce(current_setting('sched.scope', true), '') in ('', '{}')
        and coalesce(current_setting('sched.own_employee', true), '') = '')
    or ((select coalesce(current_setting('sched.own_employee', true), '') = '')
        and (resource_id is null or resource_id in (select r.id from sched.resources as r)))
);
comment on policy in_scope on sched.emp_work_rules is 'Through a view: what the present request may see.';

create type sched_engine.proposed_shift as (
    employee_id bigint,
    schedule_date date,
    start_time timestamptz,
    end_time timestamptz
);
comment on type sched_engine.proposed_shift is 'A shift that somebody might work besides those of their roster.';

create type sched_engine.roster_version as (
    version bigint,
    employee_id bigint,
    replaced datemultirange,
    stretches sched.emp_schedules array
);
comment on type sched_engine.roster_version is
    'The roster of one person as it was, or might be: the stored one, but for the dates that are replaced, and these stretches.';

create type sched_engine.found_breach as (
    version bigint,
    employee_id bigint,
    rule_id bigint,
    breach_start timestamptz,
    breach_end timestamptz,
    measured numeric,
    excess numeric
);
comment on type sched_engine.found_breach is
    'Where a roster breaks a rule: from when to when, what was measured at worst, and how far beyond the limit its windows are
together. version: of the roster; that of a stored one is the id of the person.';

insert into sched.emp_work_rules (
    rule_set, rule_code, rule_name, rule_measure, rule_operator, limit_value, window_hours, window_is_rolling,
    anchor_date, averaged_over_days, night_start, night_end, severity, source
)
select
    v.rule_set,
    v.rule_code,
    v.rule_name,
    v.rule_measure::sched.rule_measure,
    (
        case when v.rule_measure in ('daily_rest', 'weekly_rest', 'notice') then 'at_least' else 'at_most' end
    )::sched.rule_operator,
    v.limit_value,
    v.window_hours,
    v.is_rolling,
    v.anchor_date::date,
    v.days,
    v.night_start::time,
    v.night_end::time,
    v.severity::sched.rule_severity,
    v.source
from (
    values
    (
        'EU', 'EU_DAILY_REST', '11 hours of rest in each 24 hours from when work begins', 'daily_rest',
        11, 24, true, '2000-01-03', null, null, null, 'refuse', 'Directive 2003/88/EC, article 3'
    ),
    (
        'EU', 'EU_WEEKLY_REST', '35 hours of rest (24 and 11) in each 7 days from when work begins',
        'weekly_rest', 35, 168, true, '2000-01-03', null, null, null, 'refuse', 'Directive 2003/88/EC, article 5'
    ),
    (
        'EU', 'EU_WEEKLY_HOURS', '48 hours a week on average over 17 weeks', 'working_hours',
        48, 168, true, '2000-01-03', 119, null, null, 'refuse', 'Directive 2003/88/EC, articles 6 and 16'
    ),
    (
        'EU', 'EU_NIGHT_WORK', '8 hours for each of 6 days a week in night shifts, on average over 17 weeks',
        'working_hours', 48, 168, true, '2000-01-03', 119, '23:00', '06:00', 'warn',
        'Directive 2003/88/EC, articles 2 and 8'
    ),
    (
        'UK', 'UK_DAILY_REST', '11 hours of rest in each 24 hours from when work begins', 'daily_rest',
        11, 24, true, '2000-01-03', null, null, null, 'refuse', 'Working Time Regulations 1998, regulation 10'
    ),
    (
        'UK', 'UK_WEEKLY_REST', '24 hours of rest in each 7 days from when work begins', 'weekly_rest',
        24, 168, true, '2000-01-03', null, null, null, 'refuse', 'Working Time Regulations 1998, regulation 11'
    ),
    (
        'UK', 'UK_WEEKLY_HOURS', '48 hours a week on average over 17 weeks', 'working_hours',
        48, 168, true, '2000-01-03', 119, null, null, 'warn',
        'Working Time Regulations 1998, regulations 4 and 5 (opt-out)'
    ),
    (
        'UK', 'UK_NIGHT_WORK', '8 hours for each of 6 days a week in night shifts, on average over 17 weeks',
        'working_hours', 48, 168, true, '2000-01-03', 119, '23:00', '06:00', 'refuse',
        'Working Time Regulations 1998, regulation 6'
    ),
    (
        'US', 'US_OVERTIME', '40 hours in a workweek before overtime is paid', 'working_hours',
        40, 168, false, '2000-01-02', null, null, null, 'note',
        'Fair Labor Standards Act, section 7(a); 29 CFR 778.105'
    ),
    (
        'ZA', 'ZA_WEEKLY_HOURS', '45 ordinary hours a week', 'working_hours',
        45, 168, false, '2000-01-03', null, null, null, 'note',
        'Basic Conditions of Employment Act 75 of 1997, section 9'
    ),
    (
        'ZA', 'ZA_WEEKLY_OVERTIME', '10 hours of overtime a week besides the 45', 'working_hours',
        55, 168, false, '2000-01-03', null, null, null, 'refuse',
        'Basic Conditions of Employment Act 75 of 1997, section 10'
    ),
    (
        'ZA', 'ZA_DAILY_HOURS', '9 ordinary hours a day, of those who work 5 days a week', 'working_hours',
        9, 24, false, '2000-01-03', null, null, null, 'note',
        'Basic Conditions of Employment Act 75 of 1997, section 9'
    ),
    (
        'ZA', 'ZA_DAILY_REST', '12 hours of rest in each 24 hours from when work begins', 'daily_rest',
        12, 24, true, '2000-01-03', null, null, null, 'refuse',
        'Basic Conditions of Employment Act 75 of 1997, section 15'
    ),
    (
        'ZA', 'ZA_WEEKLY_REST', '36 hours of rest in each 7 days from when work begins', 'weekly_rest',
        36, 168, true, '2000-01-03', null, null, null, 'refuse',
        'Basic Conditions of Employment Act 75 of 1997, section 15'
    ),
    (
        'CA', 'CA_DAILY_HOURS', '8 hours a day before overtime is paid', 'working_hours',
        8, 24, false, '2000-01-02', null, null, null, 'note', 'Canada Labour Code, section 169'
    ),
    (
        'CA', 'CA_WEEKLY_HOURS', '40 hours a week before overtime is paid', 'working_hours',
        40, 168, false, '2000-01-02', null, null, null, 'note', 'Canada Labour Code, section 169'
    ),
    (
        'CA', 'CA_MOST_HOURS', '48 hours a week', 'working_hours',
        48, 168, false, '2000-01-02', null, null, null, 'refuse', 'Canada Labour Code, section 171'
    ),
    (
        'CA', 'CA_DAILY_REST', '8 hours of rest in each 24 hours from when work begins', 'daily_rest',
        8, 24, true, '2000-01-02', null, null, null, 'refuse', 'Canada Labour Code, section 169.2'
    ),
    (
        'CA', 'CA_NOTICE_OF_CHANGE', '24 hours of notice when a shift is added or changed', 'notice',
        24, null, true, '2000-01-02', null, null, null, 'warn', 'Canada Labour Code, section 173.1'
    )
) as v (
    rule_set, rule_code, rule_name, rule_measure, limit_value, window_hours, is_rolling, anchor_date, days, night_start,
    night_end, severity, source
);
