create or replace function sched_engine.guard_qualification()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_who constant text := 'Employee ' || coalesce(
        (select e.employee_number from sched.emp_employees as e where e.id = new.employee_id),
        new.employee_id::text, '(not given)'
    );
    v_where constant text := coalesce(sched_engine.resource_code(new.resource_id), new.resource_id::text);
    v_clash record;
begin
    perform sched_engine.refuse_missing('The qualification', to_jsonb(new),
        array['employee_id', 'resource_id', 'qualification_level', 'certification_date', 'is_active']);
    if new.expiry_date < new.certification_date then
        perform sched_engine.refuse('SC023',
            format('%s: the qualification for %s ends on %s, before it begins on %s.', v_who, v_where, new.expiry_date,
                new.certification_date),
            'Correct certification_date or expiry_date; both are included, and expiry_date may be left out.');
    end if;
    if new.is_active then
        select q.certification_date, q.expiry_date into v_clash
        from sched.emp_resource_qualifications as q
        where q.employee_id = new.employee_id and q.resource_id = new.resource_id and q.is_active
            and daterange(q.certification_date, q.expiry_date, '[]')
            && daterange(new.certification_date, new.expiry_date, '[]')
            and q.id is distinct from old.id
        order by q.certification_date
        limit 1;
        if found then
            perform sched_engine.refuse('SC022',
                format('%s is qualified for %s %s already.', v_who, v_where,
                    sched_engine.dates_said(v_clash.certification_date, v_clash.expiry_date)),
                'A renewal begins on the day after: end that one first (expiry_date), withdraw it (is_active = false), or '
                'choose other dates.');
        end if;
    end if;
    if tg_op = 'UPDATE' then
        new.updated_at := now();
    end if;
    return new;
end
$$;

comment on function sched_engine.guard_qualification() is
    'Trigger: refuses (SC023) a qualification that ends before it begins, and (SC022) two of one person for one
resource at a time.';

create or replace trigger guard_qualification
before insert or update on sched.emp_resource_qualifications
for each row execute function sched_engine.guard_qualification();
