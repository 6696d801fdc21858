-- Every row of a pattern has its shift: to divide by zero fails.
select 1 / (count(*) = 0)::integer as are_identified
from (
    select 1
    from sched.equipment_schedules
    where pattern_id is not null and shift_second is null
    limit 1
) as unidentified;
