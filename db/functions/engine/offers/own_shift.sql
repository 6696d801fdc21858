create or replace function sched_engine.own_shift(p_employee_id bigint, p_date date)
returns table (start_time timestamptz, end_time timestamptz, shift_code text, team_id bigint)
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    select
        min(r.shift_start_time),
        max(r.shift_end_time),
        min(r.shift_code),
        min(r.team_id)
    from sched_engine.roster_rows(array[p_employee_id], p_date, p_date, sched_engine.instant_of_writing()) as r
    -- Without a date it would be a roster without ends.
    where p_date is not null and r.schedule_status = 'scheduled' and r.pattern_id is not null and r.owner_id is null
    having count(*) > 0
$$;

comment on function sched_engine.own_shift(bigint, date) is
    'What somebody works of their own shifts of a business date, by the pure roster: from its first instant to its last. No row:
nothing, or only what is extra or another''s, or no date is given.';
