create or replace view api_v2.work_rules as
select
    w.id,
    w.rule_code::text as rule_code,
    w.rule_name::text as rule_name,
    w.rule_set::text as rule_set,
    w.rule_measure::text as rule_measure,
    w.rule_operator::text as rule_operator,
    w.limit_value,
    w.window_hours,
    w.window_is_rolling,
    w.anchor_date::date as anchor_date,
    w.anchor_time,
    w.averaged_over_days,
    w.night_start,
    w.night_end,
    w.severity::text as severity,
    w.resource_id,
    r.resource_code::text as resource_code,
    w.position_id,
    p.position_code::text as position_code,
    w.start_date::date as start_date,
    w.end_date::date as end_date,
    w.source::text as source,
    w.is_active,
    w.created_at,
    w.updated_at
from sched.emp_work_rules as w
left join sched.resources as r on r.id = w.resource_id
left join sched.emp_positions as p on p.id = w.position_id;

alter view api_v2.work_rules alter column window_is_rolling set default true;
alter view api_v2.work_rules alter column anchor_date set default '2000-01-03';
alter view api_v2.work_rules alter column anchor_time set default '00:00';
alter view api_v2.work_rules alter column severity set default 'warn';
alter view api_v2.work_rules alter column start_date set default '1970-01-01';
alter view api_v2.work_rules alter column is_active set default false;

comment on view api_v2.work_rules is
    'Work rules that rosters are held against

As data: a measure, its limit, over which time, for whom, since when. Rules of the sets EU, UK, US, ZA and CA are there, and
not active: examples to switch on, no legal advice. Upsert with on_conflict=rule_code. Errors: SC016 something is missing,
SC021 unknown position, SC027 a rule that means nothing.';
comment on column api_v2.work_rules.id is 'Surrogate key; rule_id elsewhere. Given by the system.';
comment on column api_v2.work_rules.rule_code is 'Business code, unique.';
comment on column api_v2.work_rules.rule_name is 'What it says, in a few words.';
comment on column api_v2.work_rules.rule_set is 'Rules that are switched on and off together; null: none.';
comment on column api_v2.work_rules.rule_measure is
    'daily_rest, weekly_rest, working_hours, night_hours, consecutive_shifts or notice.';
comment on column api_v2.work_rules.rule_operator is
    'at_least for rests and notice, at_most for the others; may be left out.';
comment on column api_v2.work_rules.limit_value is 'Hours, or shifts.';
comment on column api_v2.work_rules.window_hours is
    'Hours over which it is measured; null, for daily_rest: from one shift to the next.';
comment on column api_v2.work_rules.window_is_rolling is
    'True (when left out): any window of this length. False: one after the other from the anchor on, whole days by the clock
of the person.';
comment on column api_v2.work_rules.anchor_date is 'First date of one of the fixed windows; a Monday when left out.';
comment on column api_v2.work_rules.anchor_time is 'Wall time at which fixed windows begin; midnight when left out.';
comment on column api_v2.work_rules.averaged_over_days is
    'Hours are averaged over so many days; of weekly_rest, so many days have one rest for each window in them. Null: the limit is
for each window.';
comment on column api_v2.work_rules.night_start is
    'Wall time at which the night begins. Of working_hours: only shifts with at least 3 hours in the night count.';
comment on column api_v2.work_rules.night_end is 'Wall time at which the night ends, on the next date if not later.';
comment on column api_v2.work_rules.severity is
    'note: it is listed; warn (when left out): an edit that breaks it goes through, and says so; refuse: such an edit is
refused (SC026).';
comment on column api_v2.work_rules.resource_id is
    'It holds for people who belong there or below; null: for everybody. May be left out when resource_code is given.';
comment on column api_v2.work_rules.resource_code is 'Its code.';
comment on column api_v2.work_rules.position_id is
    'It holds for people of this position; null: of any. May be left out when position_code is given.';
comment on column api_v2.work_rules.position_code is 'Its code.';
comment on column api_v2.work_rules.start_date is 'First business date on which it holds.';
comment on column api_v2.work_rules.end_date is 'Last business date on which it holds; null: open.';
comment on column api_v2.work_rules.source is 'Where it comes from: a law, an agreement.';
comment on column api_v2.work_rules.is_active is 'False (when left out): nothing is held against it.';
comment on column api_v2.work_rules.created_at is 'When it was entered. Read-only.';
comment on column api_v2.work_rules.updated_at is 'When it was last changed. Read-only.';

alter view api_v2.work_rules owner to sched_views;
grant select on api_v2.work_rules to sched_workforce_viewer;
grant insert, update, delete on api_v2.work_rules to sched_workforce_planner;

create or replace trigger a_refuse_unfiltered before update or delete on api_v2.work_rules
for each statement when (current_setting('request.method', true) in ('PATCH', 'DELETE'))
execute function sched_http.refuse_unfiltered();

create or replace trigger write_people instead of insert or update or delete on api_v2.work_rules
for each row execute function sched_http.write_people(
    'emp_work_rules', 'sched_http.store_work_rule', '{rule_code}', '{}'
);
