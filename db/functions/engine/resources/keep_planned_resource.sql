create or replace function sched_engine.keep_planned_resource()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_who text;
begin
    if exists (select from sched.generated_dates as g where g.resource_id = old.id and g.dates <> '{}') then
        perform sched_engine.refuse(
            'SC011',
            format('Resource %s cannot be deleted: it has a generated schedule.', old.resource_code),
            format('Deactivate it instead (is_active = false): sched resources set %s --inactive', old.resource_code),
            'What was planned is evidence for past OEE figures.'
        );
    elsif exists (select from sched.schedule_exceptions as e where e.resource_id = old.id) then
        perform sched_engine.refuse(
            'SC011',
            format('Resource %s cannot be deleted: exceptions have been entered for it.', old.resource_code),
            format('Deactivate it instead (is_active = false): sched resources set %s --inactive', old.resource_code),
            'Exceptions are kept as evidence, cancelled ones too.'
        );
    elsif exists (select from sched.resources as r where r.parent_resource_id = old.id) then
        perform sched_engine.refuse(
            'SC011',
            format('Resource %s cannot be deleted: other resources are below it.', old.resource_code),
            format('Delete or move its children first, or deactivate it: sched resources set %s --inactive', old.resource_code)
        );
    end if;
    select string_agg(sched_engine.counted(u.number, u.kind), ' and ' order by u.kind) into v_who
    from (
        select
            'employee' as kind,
            count(*) as number
        from sched.emp_employees as e
        where e.resource_id = old.id
        union all
        select
            'team',
            count(*)
        from sched.emp_teams as t
        where t.resource_id = old.id
    ) as u
    where u.number > 0;
    if v_who is not null then
        perform sched_engine.refuse(
            'SC011',
            format('Resource %s cannot be deleted: it has %s.', old.resource_code, v_who),
            format('Move them first (sched employees set NUMBER --resource CODE, sched teams set TEAM --home CODE), or '
                'deactivate it: sched resources set %s --inactive', old.resource_code)
        );
    end if;
    return old;
end
$$;

comment on function sched_engine.keep_planned_resource() is
    'Trigger: refuses (SC011) to delete a resource that has children, exceptions or a generated schedule, or to which
employees or teams belong.';

create or replace trigger keep_planned_resource
before delete on sched.resources
for each row execute function sched_engine.keep_planned_resource();
