create or replace function sched_engine.is_free(
    p_employee_id bigint, p_start timestamptz, p_end timestamptz, p_date date, p_given_away_on date
)
returns boolean
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    select not exists (
        select from sched_engine.roster_rows(
            array[p_employee_id], p_date - 2, p_date + 2, sched_engine.instant_of_writing()
        ) as r
        where r.schedule_status in ('scheduled', 'absent')
            and r.shift_start_time < p_end and r.shift_end_time > p_start
            and not coalesce(r.schedule_date = p_given_away_on and r.pattern_id is not null and r.owner_id is null, false)
    ) and not exists (
        select from sched.emp_absences as a
        where a.employee_id = p_employee_id and a.absence_status = 'approved'
            and (p_date between a.start_date and a.end_date or (a.start_time < p_end and a.end_time > p_start))
    )
$$;

comment on function sched_engine.is_free(bigint, timestamptz, timestamptz, date, date) is
    'Whether somebody neither works nor is absent from one instant to another of a business date, by the pure roster; the shift of
their own that they give away is none.';
