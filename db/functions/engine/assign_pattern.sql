create or replace function sched_engine.assign_pattern(
    p_resource_id bigint, p_pattern_id bigint, p_effective_date date, p_end_date date default null,
    p_notes text default null
)
returns bigint
language plpgsql
volatile
set search_path = ''
as $$
declare
    v_resource sched.resources;
    v_clash record;
    v_id bigint;
begin
    perform sched_engine.acquire_model_lock();
    select r.* into v_resource from sched.resources as r where r.id = p_resource_id;
    if not found then
        raise exception using errcode = 'SC001', message = format('There is no resource with the id %s.', p_resource_id),
            hint = 'List the resources and use the id or code shown there.';
    elsif not exists (select from sched.operating_patterns as p where p.id = p_pattern_id) then
        raise exception using errcode = 'SC001', message = format('There is no pattern with the id %s.', p_pattern_id),
            hint = 'List the patterns and use the id or code shown there.';
    elsif p_effective_date is null or not isfinite(p_effective_date) or not isfinite(p_end_date)
        or p_end_date < p_effective_date then
        raise exception using errcode = 'SC004',
            message = format('%s: an assignment from %s to %s is not a range of dates.', v_resource.resource_code,
                coalesce(p_effective_date::text, '(none)'), coalesce(p_end_date::text, '(open)')),
            hint = 'The end date is included, and is left out for an assignment that goes on.';
    end if;

    -- An open assignment makes way: it ends the day before, or is replaced when it starts on the same day.
    update sched.resource_pattern_assignments as a
    set end_date = p_effective_date - 1
    where a.resource_id = p_resource_id and a.end_date is null and a.effective_date < p_effective_date;
    delete from sched.resource_pattern_assignments as a
    where a.resource_id = p_resource_id and a.effective_date = p_effective_date and a.end_date is null;

    select a.effective_date, a.end_date, p.pattern_code into v_clash
    from sched.resource_pattern_assignments as a
    inner join sched.operating_patterns as p on p.id = a.pattern_id
    where a.resource_id = p_resource_id
        and daterange(a.effective_date, a.end_date, '[]') && daterange(p_effective_date, p_end_date, '[]')
    order by a.effective_date
    limit 1;
    if found then
        raise exception using errcode = 'SC005',
            message = format('%s already follows pattern %s from %s to %s.', v_resource.resource_code,
                v_clash.pattern_code, v_clash.effective_date, coalesce(v_clash.end_date::text, '(open)')),
            detail = 'Assignments of one resource may not overlap.',
            hint = 'End or remove that assignment first, or choose dates outside of it.';
    end if;

    insert into sched.resource_pattern_assignments
    (resource_id, pattern_id, effective_date, end_date, assigned_by, notes)
    values (p_resource_id, p_pattern_id, p_effective_date, p_end_date, sched_engine.acting_user(), p_notes)
    returning id into v_id;
    return v_id;
end
$$;

comment on function sched_engine.assign_pattern(bigint, bigint, date, date, text) is
    'Lets a resource, and everything below it without a pattern of its own, follow a pattern from p_effective_date to
p_end_date (both included; null: until replaced). An open assignment that it would overlap ends the day before.
Returns the assignment''s id. Errors: SC001 unknown id, SC004 dates, SC005 overlap with another assignment.';
