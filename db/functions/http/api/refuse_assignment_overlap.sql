-- The constraint has the last word; it is here that a request is told what it clashes with, and answered 409.
create or replace function sched_http.refuse_assignment_overlap()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_clash text;
begin
    if new.end_date >= new.effective_date is not false then
        select format('%s already follows pattern %s from %s to %s.', r.resource_code, p.pattern_code, a.effective_date,
            coalesce(a.end_date::text, '(open)'))
        into v_clash
        from sched.resource_pattern_assignments as a
        inner join sched.resources as r on r.id = a.resource_id
        inner join sched.operating_patterns as p on p.id = a.pattern_id
        where a.resource_id = new.resource_id and a.id <> new.id
            and daterange(a.effective_date, a.end_date, '[]') && daterange(new.effective_date, new.end_date, '[]')
        order by a.effective_date
        limit 1;
    end if;
    if v_clash is not null then
        perform sched_engine.refuse('SC005', v_clash,
            'End or remove that assignment first, or choose dates outside it.',
            'Assignments of one resource may not overlap.');
    end if;
    return new;
end
$$;

comment on function sched_http.refuse_assignment_overlap() is
    'Trigger: an assignment of a request that overlaps a stored one is refused with what it clashes with.';

create or replace trigger y_refuse_overlap
before insert or update on sched.resource_pattern_assignments
for each row when (current_setting('request.method', true) <> '')
execute function sched_http.refuse_assignment_overlap();
