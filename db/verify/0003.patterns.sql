select
    p.weekly_hours,
    r.occupies,
    a.effective_date
from sched.operating_patterns as p
inner join sched.pattern_rules as r on p.id = r.pattern_id
inner join sched.resource_pattern_assignments as a on p.id = a.pattern_id
where false;
