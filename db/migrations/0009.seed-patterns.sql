-- The five built-in patterns of phase 1. Their weekly hours are derived when the functions are applied.
set local role sched_owner;

insert into sched.operating_patterns (pattern_code, pattern_name, pattern_type, is_system_pattern, configuration)
values
('24_7', '24/7 Continuous', 'continuous', true, '{"description": "Around the clock, every day"}'),
('TWO_SHIFT', 'Two-Shift', 'shift', true, '{"description": "Monday to Friday, 06:00-14:00 and 14:00-22:00"}'),
('DAY_ONLY', 'Day-Only', 'day_only', true, '{"description": "Monday to Friday, 08:00-17:00, break 12:00-13:00"}'),
('EXTENDED', 'Extended Hours', 'shift', true, '{"description": "Monday to Saturday, 06:00-02:00"}'),
('CUSTOM', 'Custom Pattern', 'custom', true, '{"description": "Empty: copy it and add rules"}');

insert into sched.pattern_rules
(pattern_id, cycle_days, cycle_day, sequence_order, start_time, end_time, is_operating, shift_code)
select
    p.id,
    p.cycle_days,
    d.cycle_day,
    r.sequence_order,
    r.start_time,
    r.end_time,
    r.is_operating,
    r.shift_code
from (
    values
    ('24_7', 0, 6, 1, time '00:00', time '24:00', true, 'C'),
    ('TWO_SHIFT', 1, 5, 1, time '06:00', time '14:00', true, 'D'),
    ('TWO_SHIFT', 1, 5, 2, time '14:00', time '22:00', true, 'A'),
    ('DAY_ONLY', 1, 5, 1, time '08:00', time '17:00', true, 'D'),
    ('DAY_ONLY', 1, 5, 2, time '12:00', time '13:00', false, null),
    ('EXTENDED', 1, 6, 1, time '06:00', time '02:00', true, 'D')
) as r (pattern_code, first_day, last_day, sequence_order, start_time, end_time, is_operating, shift_code)
inner join sched.operating_patterns as p on r.pattern_code = p.pattern_code
cross join lateral generate_series(r.first_day, r.last_day) as d (cycle_day);
