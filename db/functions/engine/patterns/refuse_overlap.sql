create or replace function sched_engine.refuse_overlap(
    p_resource_id bigint, p_effective_date date, p_end_date date, p_assignment_id bigint default null
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_clash record;
begin
    select r.resource_code, a.effective_date, a.end_date, p.pattern_code into v_clash
    from sched.resource_pattern_assignments as a
    inner join sched.resources as r on r.id = a.resource_id
    inner join sched.operating_patterns as p on p.id = a.pattern_id
    where a.resource_id = p_resource_id and a.id is distinct from p_assignment_id
        and daterange(a.effective_date, a.end_date, '[]') && daterange(p_effective_date, p_end_date, '[]')
    order by a.effective_date
    limit 1;
    if found then
        perform sched_engine.refuse(
            'SC005',
            format('%s already follows pattern %s from %s to %s.', v_clash.resource_code,
                v_clash.pattern_code, v_clash.effective_date, coalesce(v_clash.end_date::text, '(open)')),
            'End or remove that assignment first, or choose dates outside it.',
            'Assignments of one resource may not overlap.'
        );
    end if;
end
$$;

comment on function sched_engine.refuse_overlap(bigint, date, date, bigint) is
    'Refuses (SC005) an assignment over dates on which the resource has another one than p_assignment_id.';
