-- The rotations that teams of people run, as built-in patterns. They come with pattern_complexity_level.
set local role sched_owner;

-- Rules of built-in patterns are protected by triggers, which their arrival alone may pass; nobody has edited anything.
alter table sched.pattern_rules disable trigger user;
alter table sched.operating_patterns disable trigger user;

-- A day of the cycle is a letter: D day, S afternoon, N night, - off. Day 0 is a Monday. All of them make 42 h a week.
create temporary table rotations on commit drop as
select
    case
        when v.pattern_code in (select p.pattern_code from sched.operating_patterns as p)
            then v.pattern_code || '_BUILT_IN'
        else v.pattern_code
    end as pattern_code,
    v.pattern_name,
    v.complexity_level::sched.complexity_level as complexity_level,
    v.shift_hours,
    translate(v.letters, ' ', '') as letters,
    v.configuration::jsonb as configuration
from (
    values
    (
        'DUPONT', 'DuPont', 'advanced', 12, 'NNNN--- DDD-NNN ---DDDD -------',
        '{"description": "12-hour shifts over four weeks; a week off ends them", "teams": [0, 7, 14, 21]}'
    ),
    (
        'PITMAN', 'Pitman, days', 'advanced', 12, 'DD--DDD --DD---',
        '{"description": "12-hour day shifts over two weeks, every other weekend off; the nights are PITMAN_NIGHTS",
        "teams": [0, 7]}'
    ),
    (
        'PITMAN_NIGHTS', 'Pitman, nights', 'advanced', 12, 'NN--NNN --NN---',
        '{"description": "12-hour night shifts over two weeks, every other weekend off; the days are PITMAN",
        "teams": [0, 7]}'
    ),
    (
        'PANAMA', 'Panama', 'expert', 12, 'DD--DDD --DD--- DD--DDD --DD--- NN--NNN --NN--- NN--NNN --NN---',
        '{"description": "12-hour shifts, four weeks of days and then four of nights, every other weekend off",
        "teams": [0, 7, 28, 35]}'
    ),
    (
        'CONTINENTAL', 'Continental', 'advanced', 8, 'DDSSSNN --DDDSS NN---DD SSNNN--',
        '{"description": "8-hour shifts over four weeks, changing every two or three days", "teams": [0, 7, 14, 21]}'
    ),
    (
        'CONTINENTAL_2_2_3', 'Continental 2-2-3', 'advanced', 8, 'DDSSNNN --DDSSS NN--DDD SSNN---',
        '{"description": "8-hour shifts over four weeks, two of a kind, two, and then three over the weekend",
        "teams": [0, 7, 14, 21]}'
    ),
    (
        'FOUR_ON_FOUR_OFF', 'Four on, four off', 'advanced', 12, 'DDDD----NNNN----',
        '{"description": "12-hour shifts, four days, four off, four nights, four off", "teams": [0, 4, 8, 12]}'
    )
) as v (pattern_code, pattern_name, complexity_level, shift_hours, letters, configuration);

insert into sched.operating_patterns
(
    pattern_code, pattern_name, complexity_level, pattern_type, cycle_days, anchor_date, weekly_hours, is_visible,
    is_system_pattern, configuration
)
select
    r.pattern_code,
    r.pattern_name,
    r.complexity_level,
    'shift',
    length(r.letters),
    date '2000-01-03',
    42,
    false,
    true,
    r.configuration
from rotations as r;

insert into sched.pattern_rules
(pattern_id, cycle_days, cycle_day, sequence_order, start_time, end_time, is_operating, shift_code)
select
    p.id,
    p.cycle_days,
    d.nr - 1,
    1,
    t.start_time,
    t.end_time,
    true,
    d.letter
from rotations as r
inner join sched.operating_patterns as p on p.pattern_code = r.pattern_code
cross join regexp_split_to_table(r.letters, '') with ordinality as d (letter, nr)
inner join (
    values
    (12, 'D', time '07:00', time '19:00'),
    (12, 'N', time '19:00', time '07:00'),
    (8, 'D', time '06:00', time '14:00'),
    (8, 'S', time '14:00', time '22:00'),
    (8, 'N', time '22:00', time '06:00')
) as t (shift_hours, letter, start_time, end_time) on t.shift_hours = r.shift_hours and t.letter = d.letter;

alter table sched.operating_patterns enable trigger user;
alter table sched.pattern_rules enable trigger user;
