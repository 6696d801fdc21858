-- A shift is one thing: stored rows say which shift they belong to, and the tree is dated.
set local role sched_owner;

create type sched.shift_placement as (
    start_time timestamptz,
    end_time timestamptz,
    nominal_start_time timestamptz,
    moved_by bigint,
    moved_minutes integer
);
comment on type sched.shift_placement is
    'Where a whole shift lies, its breaks included, when its rows alone do not tell: its real start and end, the start that
the pattern gives it, and the exception (sched.schedule_exceptions.id) that moved it from there, by how many minutes.';

alter table sched.equipment_schedules add column shift_second integer;
alter table sched.equipment_schedules add column shift_placement sched.shift_placement;
comment on column sched.equipment_schedules.shift_second is
    'Wall time at which the pattern starts the shift, in seconds after the midnight of schedule_date. With schedule_date and
pattern_id it is the identity of the shift; null for overtime.';
comment on column sched.equipment_schedules.shift_placement is
    'Null for nearly every row: the shift starts with its first row, where the pattern puts it, and ends with its last one.';

create table sched.resource_states (
    resource_id bigint not null references sched.resources (id) on delete cascade,
    valid_from timestamptz not null default '-infinity',
    valid_until timestamptz not null default 'infinity',
    path_ids bigint[] not null,
    time_zone text not null,
    is_scheduled boolean not null,
    primary key (resource_id, valid_until),
    constraint resource_states_not_empty check (valid_from < valid_until)
);
create index resource_states_path_ids on sched.resource_states using gin (path_ids);
comment on table sched.resource_states is
    'How each resource has stood over time: exceptions about the past apply to what was below their resource then. The
state of now ends at infinity; the first one counts for all time before it.';
comment on column sched.resource_states.valid_from is 'First instant of this state.';
comment on column sched.resource_states.valid_until is 'First instant after it.';
comment on column sched.resource_states.path_ids is 'Ids from the root to this resource.';
comment on column sched.resource_states.time_zone is 'IANA zone, its own or that of the nearest ancestor.';
comment on column sched.resource_states.is_scheduled is 'Whether it was active and required scheduling.';

insert into sched.resource_states (resource_id, path_ids, time_zone, is_scheduled)
select
    r.id,
    r.path_ids,
    z.time_zone,
    r.is_active and r.requires_scheduling
from sched.resources as r
cross join lateral (
    select a.time_zone
    from unnest(r.path_ids) with ordinality as p (id, depth)
    inner join sched.resources as a on a.id = p.id
    where a.time_zone is not null
    order by p.depth desc
    limit 1
) as z;

-- Their results or arguments change; the files in db/functions make them anew.
drop function if exists sched_engine.apply_difference(bigint[], date, date, boolean, jsonb, timestamptz);
drop function if exists sched_engine.expand_pattern(bigint, text, date, date);
drop function if exists sched_engine.give_way(bigint[], date, date);
drop function if exists sched_engine.holiday_stops(bigint[], date, date, boolean, timestamptz);
drop function if exists sched_engine.kept_slots(bigint[], date, date, timestamptz);
drop function if exists sched_engine.overtime_slots(bigint[], date, date, timestamptz);
drop function if exists sched_engine.pattern_slots(bigint[], date, date, boolean, timestamptz);
drop function if exists sched_engine.planned_models(bigint[], date, date, boolean);
drop function if exists sched_engine.planned_segments(bigint[], date, date, boolean, timestamptz);
drop function if exists sched_engine.planning_profiles(bigint[], date, date, timestamptz);
drop function if exists sched_engine.planning_sources(bigint[], date, date, timestamptz);
drop function if exists sched_engine.rebuild(bigint[], datemultirange, jsonb, boolean, boolean);
drop function if exists sched_engine.schedule_comparison(bigint[], date, date, boolean, timestamptz);
drop function if exists sched_engine.write_missing(bigint[], date, date, boolean, jsonb);
