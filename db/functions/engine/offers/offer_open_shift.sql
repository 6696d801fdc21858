create or replace function sched_engine.offer_open_shift(
    p_resource_id bigint, p_start text, p_end text, p_shift_code text default null,
    p_min_level sched.qualification_level default null, p_position_id bigint default null, p_date date default null
)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_zone constant text := (select z.time_zone from sched_engine.effective_time_zones(array[p_resource_id]) as z);
    v_start timestamptz;
    v_end timestamptz;
    v_id bigint;
begin
    perform sched_engine.acquire_model_lock();
    v_start := sched_engine.local_instant(sched_engine.written_time(p_start), v_zone);
    v_end := sched_engine.local_instant(sched_engine.written_time(p_end), v_zone);
    if v_end <= v_start or v_end > v_start + interval '24 hours' then
        perform sched_engine.refuse('SC023', 'An open shift ends after it begins, and within 24 hours.',
            'Give another start or end.');
    elsif v_start <= sched_engine.instant_of_writing() then
        perform sched_engine.refuse('SC028', 'The open shift has begun.', 'Give a start that lies ahead.');
    elsif v_start < (p_date - 1)::timestamp at time zone 'UTC' or v_start >= (p_date + 2)::timestamp at time zone 'UTC' then
        perform sched_engine.refuse('SC023',
            format('The open shift cannot count for %s: it begins on %s.', p_date, (v_start at time zone v_zone)::date),
            'Give the date on which it begins, or leave it out.');
    elsif p_shift_code !~ '^[^[:space:][:cntrl:]]{1,10}$' then
        perform sched_engine.refuse('SC023', 'The shift code of the open shift is too long or has a space.',
            'Give 1 to 10 characters.');
    end if;
    insert into sched.emp_shift_offers (
        resource_id, schedule_date, start_time, end_time, shift_code, min_level, position_id
    )
    values (
        p_resource_id, coalesce(p_date, (v_start at time zone v_zone)::date), v_start, v_end, p_shift_code, p_min_level,
        p_position_id
    )
    returning id into v_id;
    perform sched_engine.tell_of_offer('shift.offered', v_id);
    return v_id;
end
$$;

comment on function sched_engine.offer_open_shift(
    bigint, text, text, text, sched.qualification_level, bigint, date
) is
    'Offers a shift that nobody has yet, at a resource, from one time to another by its clock or with an offset: whoever takes
it works it besides their own. For those with a qualification of at least p_min_level there, and of a position. Returns the id of
the offer. SC004 a time, SC023 it ends before it begins or
is of another date, SC028 it has begun.';
