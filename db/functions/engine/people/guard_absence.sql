create or replace function sched_engine.guard_absence()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_number constant text := coalesce(
        (select e.employee_number from sched.emp_employees as e where e.id = new.employee_id), new.employee_id::text
    );
    v_ends constant integer := num_nonnulls(new.start_date, new.end_date, new.start_time, new.end_time);
    v_zone text;
    v_times tstzrange;
    v_clash record;
begin
    perform sched_engine.refuse_missing('The absence', to_jsonb(new), array['employee_id', 'absence_kind', 'absence_status']);
    if v_ends = 0 then
        perform sched_engine.refuse('SC016', format('The absence of employee %s has no start.', v_number),
            'Give start_date and end_date for whole days, or start_time and end_time for a part of one.');
    elsif num_nonnulls(new.start_date, new.end_date) > 0 and num_nonnulls(new.start_time, new.end_time) > 0 then
        perform sched_engine.refuse('SC023', format('The absence of employee %s has both dates and times.', v_number),
            'Give start_date and end_date for whole days, or start_time and end_time for a part of one.');
    elsif v_ends = 1 then
        perform sched_engine.refuse('SC016', format('The absence of employee %s has only one of its two ends.', v_number),
            'Give start_date and end_date (for one day, the same twice), or start_time and end_time.');
    end if;
    v_zone := sched_engine.employee_zone(
        new.employee_id, coalesce(new.start_date, (new.start_time at time zone 'UTC')::date)
    );
    if new.end_date < new.start_date or new.end_time <= new.start_time then
        perform sched_engine.refuse('SC023',
            format('The absence of employee %s ends (%s) before it begins (%s).', v_number,
                coalesce(new.end_date::text, to_char(new.end_time at time zone v_zone, 'YYYY-MM-DD HH24:MI')),
                coalesce(new.start_date::text, to_char(new.start_time at time zone v_zone, 'YYYY-MM-DD HH24:MI'))),
            case
                when new.end_date is null then 'Give an end after the start.'
                else 'Give an end that is not before the start; dates are both included.'
            end);
    end if;

    -- What stays as it was may be so: zones change, and teams.
    if new.absence_status <> 'cancelled' and (
        tg_op = 'INSERT' or old.absence_status = 'cancelled'
        or (new.employee_id, new.start_date, new.end_date, new.start_time, new.end_time)
        is distinct from (old.employee_id, old.start_date, old.end_date, old.start_time, old.end_time)
    ) then
        -- One edit at a time: no constraint knows that whole days and a part of one overlap.
        perform from sched.emp_employees as e where e.id = new.employee_id for no key update;
        v_times := sched_engine.absence_period(new.start_date, new.end_date, new.start_time, new.end_time, v_zone);
        select a.start_date, a.end_date, a.start_time, a.end_time into v_clash
        from sched.emp_absences as a
        where a.employee_id = new.employee_id and a.absence_status <> 'cancelled' and a.id is distinct from old.id
            and case
                when num_nonnulls(a.start_date, new.start_date) = 2
                    then daterange(a.start_date, a.end_date, '[]') && daterange(new.start_date, new.end_date, '[]')
                else sched_engine.absence_period(a.start_date, a.end_date, a.start_time, a.end_time, v_zone) && v_times
            end
        order by coalesce(a.start_time, a.start_date::timestamp at time zone v_zone)
        limit 1;
        if found then
            -- Why they are absent is not for whoever enters the second one.
            perform sched_engine.refuse('SC022',
                format('Employee %s is absent %s already.', v_number, case
                    when v_clash.start_date is not null then sched_engine.dates_said(v_clash.start_date, v_clash.end_date)
                    else format('from %s to %s',
                        to_char(v_clash.start_time at time zone v_zone, 'YYYY-MM-DD HH24:MI'),
                        to_char(v_clash.end_time at time zone v_zone, 'YYYY-MM-DD HH24:MI'))
                end),
                'Change or cancel that absence first, or choose a time outside it.');
        end if;
    end if;
    if tg_op = 'UPDATE' then
        new.updated_at := now();
    end if;
    return new;
end
$$;

comment on function sched_engine.guard_absence() is
    'Trigger: refuses (SC022) two absences of one person at a time that are not cancelled, whole days by the clock of
the person; (SC023) an end before the start, dates and times at once; (SC016) a missing end. Never says why somebody is
absent.';

create or replace trigger guard_absence
before insert or update on sched.emp_absences
for each row execute function sched_engine.guard_absence();
