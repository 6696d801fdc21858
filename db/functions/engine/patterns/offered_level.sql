create or replace function sched_engine.offered_level()
returns sched.complexity_level
language plpgsql
stable
parallel safe
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if current_setting('sched.offers', true) = 'simple' or not sched_engine.is_workforce_on() then
        return 'simple'::sched.complexity_level;
    end if;
    return sched_engine.complexity_setting();
end
$$;

comment on function sched_engine.offered_level() is
    'Up to which level built-in patterns are there at all: by pattern_complexity_level while the workforce is switched
on, else simple. Setting sched.offers is simple where whoever asks must not meet others, until the transaction ends.
Security definer, because views call it as whoever asks.';

grant execute on function sched_engine.offered_level() to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
