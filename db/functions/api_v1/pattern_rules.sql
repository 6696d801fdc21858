create or replace view api_v1.pattern_rules as
select
    r.id,
    r.pattern_id,
    (
        select p.pattern_code::text
        from sched.operating_patterns as p
        where p.id = r.pattern_id
    ) as pattern_code,
    r.cycle_days,
    r.cycle_day,
    r.start_time,
    r.end_time,
    r.is_operating,
    r.shift_code,
    r.sequence_order
from sched.pattern_rules as r
where r.pattern_id <> all(array(
    select p.id
    from sched.operating_patterns as p
    where p.is_system_pattern and p.complexity_level > 'simple'
));

alter view api_v1.pattern_rules alter column is_operating set default true;

comment on view api_v1.pattern_rules is
    'Shifts and breaks of the patterns, in local wall time

One rule per row; all rules of a pattern at once: replace_pattern_rules. Shifts of a pattern may not overlap.';
comment on column api_v1.pattern_rules.id is 'Surrogate key.';
comment on column api_v1.pattern_rules.pattern_id is 'The pattern.';
comment on column api_v1.pattern_rules.pattern_code is 'Code of the pattern. Read-only.';
comment on column api_v1.pattern_rules.cycle_days is 'Cycle length of the pattern; filled in, whatever is sent.';
comment on column api_v1.pattern_rules.cycle_day is
    'Day of the cycle on which the rule starts, from 0. In a 7-day cycle 0 is Sunday.';
comment on column api_v1.pattern_rules.start_time is 'Local wall time at which the shift or break starts.';
comment on column api_v1.pattern_rules.end_time is
    'Local wall time at which it ends, on the next day when not after start_time; 24:00 is midnight.';
comment on column api_v1.pattern_rules.is_operating is 'True: a shift. False: a break inside a shift.';
comment on column api_v1.pattern_rules.shift_code is 'Code that OEE reports use, at most 10 characters; none for a break.';
comment on column api_v1.pattern_rules.sequence_order is 'Order of the rules of one day; filled in when left out.';

alter view api_v1.pattern_rules owner to sched_views;
grant select on api_v1.pattern_rules to sched_viewer, sched_planner, sched_admin;
grant insert, update, delete on api_v1.pattern_rules to sched_planner, sched_admin;
