-- Reading many machines at once: what views join instead of calling a function for each row.
set local role sched_owner;

create table sched.calendar_dates (
    calendar_date date primary key
);
comment on table sched.calendar_dates is
    'Every date that a plan can have (sched.plan_date). Views find generated dates without shifts through its index, those
that are asked for only. Never written.';

insert into sched.calendar_dates (calendar_date)
select d.day::date
from generate_series(timestamp '1970-01-01', timestamp '2199-12-31', interval '1 day') as d (day);

grant select on sched.calendar_dates, sched.resource_states to sched_views;

do $$
declare
    -- See 0027. The visible ids are one value, ranges of neighbours, and not a set: what a set costs is put on each
    -- machine's way to its rows, and PostgreSQL would read those of all machines instead. Not computed for whoever sees the
    -- whole plant.
    v_whole constant text := 'coalesce(current_setting(''sched.scope'', true), '''') in ('''', ''{}'')';
    v_seen constant text := format(
        '(select %s) or (select range_agg(int8range(r.id, r.id, ''[]'')) from sched.resources as r where not %s)'
        ' @> resource_id',
        v_whole, v_whole
    );
    v_table text;
begin
    foreach v_table in array array['equipment_schedules', 'generated_dates'] loop
        execute format('alter policy in_scope on sched.%I using (%s)', v_table, v_seen);
    end loop;

    alter table sched.resource_states enable row level security;
    create policy granted on sched.resource_states using (true);
    execute format(
        'create policy in_scope on sched.resource_states as restrictive to sched_views using (%s)', v_seen
    );
end
$$;

comment on policy granted on sched.resource_states is 'Rights to the table decide, but for in_scope.';
comment on policy in_scope on sched.resource_states is 'Through a view: what the present request may see.';
