create or replace view sched_engine.offered_patterns as
select
    p.id,
    p.pattern_code,
    p.pattern_name,
    p.complexity_level,
    p.is_visible
from sched.operating_patterns as p
where not p.is_system_pattern or p.complexity_level <= (select sched_engine.offered_level());

comment on view sched_engine.offered_patterns is
    'The patterns that are there for whoever asks: all but built-in ones above the level that is offered, which are as
if they did not exist. Not visible ones are among them: those are only left out of listings.';

alter view sched_engine.offered_patterns owner to sched_views;
