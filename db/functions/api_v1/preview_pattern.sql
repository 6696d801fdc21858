create or replace function api_v1.preview_pattern(
    pattern_id bigint default null,
    pattern_code text default null,
    start_date date default null,
    end_date date default null,
    time_zone text default null,
    resource_id bigint default null,
    resource_code text default null
)
returns table (
    schedule_date date,
    shift_code text,
    is_operating boolean,
    start_time timestamptz,
    end_time timestamptz,
    hours numeric
)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_pattern_id constant bigint := sched_http.given_pattern(
        preview_pattern.pattern_id, preview_pattern.pattern_code
    );
    v_zone text := coalesce(preview_pattern.time_zone, 'UTC');
    v_from date;
    v_to date;
begin
    if num_nonnulls(preview_pattern.resource_id, preview_pattern.resource_code) > 0 then
        select z.time_zone into v_zone
        from sched_engine.effective_time_zones(array[
            sched_http.given_resource(preview_pattern.resource_id, preview_pattern.resource_code)
        ]) as z;
    elsif not exists (select from sched.time_zones as z where z.zone_name = v_zone) then
        perform sched_engine.refuse('SC003', format('%L is not a time zone that can be used.', left(v_zone, 100)),
            'Use an IANA name such as Africa/Johannesburg.');
    end if;
    v_from := coalesce(preview_pattern.start_date, (sched_engine.current_instant() at time zone v_zone)::date);
    v_to := coalesce(
        preview_pattern.end_date,
        v_from + (select greatest(7, p.cycle_days) - 1 from sched.operating_patterns as p where p.id = v_pattern_id)
    );
    perform sched_engine.check_period(v_from, v_to);
    return query
    select
        x.schedule_date,
        x.shift_code,
        x.is_operating,
        x.start_time,
        x.end_time,
        sched_engine.hours(x.start_time, x.end_time)
    from sched_engine.expand_pattern(v_pattern_id, v_zone, v_from, v_to) as x
    order by x.start_time, x.is_operating desc;
end
$$;

comment on function api_v1.preview_pattern(bigint, text, date, date, text, bigint, text) is
    'The shifts and breaks of a pattern on the dates from start_date to end_date, without holidays and exceptions

In time_zone (UTC), or in the zone of a resource. Without dates: one cycle from today, at least a week. is_operating false
is a break. What assigning it would change: preview_assignment. Errors: SC001 unknown, SC003 zone, SC004 period.';

grant execute on function api_v1.preview_pattern(bigint, text, date, date, text, bigint, text)
to sched_viewer, sched_planner, sched_admin;
