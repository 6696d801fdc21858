create or replace function api_v2.offer_open_shift(
    resource_id bigint, start_time timestamptz, end_time timestamptz, shift_code text default null,
    min_level text default null, position_id bigint default null, schedule_date date default null
)
returns api_v2.shift_offers
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
as $$
begin
    perform sched_engine.check_given(offer_open_shift.resource_id::text, 'resource', 'Give resource_id.');
    perform sched_engine.check_visible(array[offer_open_shift.resource_id]);
    if offer_open_shift.position_id is not null then
        perform sched_http.given_of_people('position', offer_open_shift.position_id, null);
    end if;
    return sched_http.offer_answered(sched_engine.offer_open_shift(
        offer_open_shift.resource_id, to_char(start_time, 'YYYY-MM-DD HH24:MI:SS"Z"'),
        to_char(end_time, 'YYYY-MM-DD HH24:MI:SS"Z"'), shift_code,
        sched_http.given_word('min_level', min_level, null::sched.qualification_level), offer_open_shift.position_id,
        offer_open_shift.schedule_date
    ));
end
$$;

comment on function api_v2.offer_open_shift(bigint, timestamptz, timestamptz, text, text, bigint, date) is
    'Offer an open shift

One that nobody has yet, at a resource: whoever takes it works it besides their own. min_level: for those with a qualification of
at least this level there (basic, advanced, expert); position_id: of this position. schedule_date: by default the date on which it
begins. Errors: SC001 unknown resource, SC004 time, SC021 unknown position, SC023 it ends before it begins, SC028 it has begun.';

grant execute on function api_v2.offer_open_shift(bigint, timestamptz, timestamptz, text, text, bigint, date)
to sched_workforce_planner;
