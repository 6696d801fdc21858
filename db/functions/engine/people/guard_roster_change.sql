create or replace function sched_engine.guard_roster_change()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_counts constant boolean := new.change_status in ('proposed', 'accepted', 'approved');
    v_number text;
    v_zone text;
    v_start text;
    v_end text;
    v_problem text;
    v_remedy text;
    v_clash sched.roster_change_kind;
begin
    if new.start_time is not null then
        v_zone := sched_engine.employee_zone(new.employee_id, (new.start_time at time zone 'UTC')::date);
        v_start := to_char(new.start_time at time zone v_zone, 'YYYY-MM-DD HH24:MI');
        v_end := to_char(new.end_time at time zone v_zone, 'YYYY-MM-DD HH24:MI');
        if new.schedule_date is null and new.change_kind = 'extra' then
            new.schedule_date := (new.start_time at time zone v_zone)::date;
        end if;
    end if;
    perform sched_engine.refuse_missing('The change of a roster', to_jsonb(new), array[
        'employee_id', 'change_kind', 'change_status', 'schedule_date'
    ] || case new.change_kind
        when 'extra' then array['start_time', 'end_time']
        when 'moved' then array['shift_minutes']
        when 'swap' then array['taken_by_id']
        else '{}'
    end);
    v_number := (select e.employee_number from sched.emp_employees as e where e.id = new.employee_id);

    select p.problem, p.remedy into v_problem, v_remedy
    from (
        values
        (
            1, new.change_kind = 'swap' and new.taken_by_id = new.employee_id,
            format('Employee %s cannot swap a shift with themselves.', v_number),
            'Name somebody else who works it.'
        ),
        (
            2, new.change_kind <> 'swap' and num_nonnulls(new.taken_by_id, new.returned_for_id) > 0,
            format('Employee %s: only a swap is taken by somebody.', v_number),
            'Give change_kind = swap, or leave out who takes the shifts.'
        ),
        (
            3, new.change_kind <> 'extra' and num_nonnulls(new.start_time, new.end_time, new.shift_code) > 0,
            format('Employee %s: only an extra shift has a start, an end and a shift code of its own.', v_number),
            'Give change_kind = extra, or leave them out.'
        ),
        (
            4, new.change_kind <> 'moved' and new.shift_minutes is not null,
            format('Employee %s: only a moved shift has shift_minutes.', v_number),
            'Give change_kind = moved, or leave them out.'
        ),
        (
            5, new.end_time <= new.start_time,
            format('Employee %s: the extra shift ends (%s) before it begins (%s).', v_number, v_end, v_start),
            'Give an end after the start.'
        ),
        (
            6, new.end_time > new.start_time + interval '24 hours',
            format('Employee %s: the extra shift from %s to %s is longer than 24 hours.', v_number, v_start, v_end),
            'Enter one for each day.'
        ),
        (
            7, new.start_time < (new.schedule_date - 1)::timestamp at time zone 'UTC'
            or new.start_time >= (new.schedule_date + 2)::timestamp at time zone 'UTC',
            format('Employee %s: the extra shift of %s begins at %s.', v_number, new.schedule_date, v_start),
            'Give the date on which it begins as schedule_date, or leave that out.'
        ),
        (
            8, new.shift_minutes not between -1440 and 1440 or new.shift_minutes = 0,
            format('Employee %s: shifts cannot move by %s.', v_number, sched_engine.counted(new.shift_minutes, 'minute')),
            'Give shift_minutes from -1440 to 1440, but not 0; negative is earlier.'
        ),
        (
            9, new.shift_code !~ '^[^[:space:][:cntrl:]]{1,10}$',
            format('Employee %s: the shift code of the extra shift is too long or has a space.', v_number),
            'Give 1 to 10 characters.'
        )
    ) as p (nr, holds, problem, remedy)
    where p.holds
    order by p.nr
    limit 1;
    if found then
        perform sched_engine.refuse('SC023', v_problem, v_remedy);
    end if;

    if v_counts and (
        tg_op = 'INSERT' or (new.employee_id, new.taken_by_id, new.schedule_date)
        is distinct from (old.employee_id, old.taken_by_id, old.schedule_date)
    ) then
        select
            format('Employee %s is not employed on %s.', e.employee_number, new.schedule_date),
            case
                when e.id = new.employee_id then 'Choose a date on which they may work.'
                else 'Somebody takes the shifts who may work on that date.'
            end
        into v_problem, v_remedy
        from sched.emp_employees as e
        where e.id in (new.employee_id, new.taken_by_id) and not (
            new.schedule_date >= e.hire_date and new.schedule_date <= coalesce(e.termination_date, 'infinity')
            and (e.is_active or e.id = new.employee_id)
        )
        order by e.id = new.taken_by_id
        limit 1;
        if found then
            perform sched_engine.refuse('SC023', v_problem, v_remedy);
        end if;
    end if;

    if new.change_kind <> 'extra' and new.change_status = 'approved' then
        select c.change_kind into v_clash
        from sched.emp_roster_changes as c
        where c.employee_id = new.employee_id and c.schedule_date = new.schedule_date and c.change_kind <> 'extra'
            and c.change_status = 'approved' and c.id is distinct from old.id
        limit 1;
        if found then
            perform sched_engine.refuse('SC022',
                format('The shifts of employee %s on %s are changed already: %s.', v_number, new.schedule_date, v_clash),
                'Cancel that change first, or change it.');
        end if;
    end if;
    if tg_op = 'UPDATE' then
        new.updated_at := now();
    end if;
    return new;
end
$$;

comment on function sched_engine.guard_roster_change() is
    'Trigger: refuses changes of a roster that cannot be (SC023: a swap with oneself, with somebody who is not employed
on the date), lack something (SC016), or come second for a person and date (SC022). An extra shift without a date
counts for the one on which it begins.';

create or replace trigger guard_roster_change
before insert or update on sched.emp_roster_changes
for each row execute function sched_engine.guard_roster_change();
