create or replace function sched_engine.what_if_machines(p_edit jsonb)
returns bigint[]
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    if p_edit ->> 'kind' in ('holiday', 'remove_holiday') then
        return array(
            select c.resource_id
            from sched_engine.effective_calendars(sched_engine.visible_machines()) as c
            where (p_edit ->> 'calendar_id')::bigint = any(c.calendar_ids)
            order by c.resource_id
        );
    end if;
    if p_edit ->> 'kind' in ('exception', 'edit_exception', 'restore_exception', 'cancel_exception') then
        -- It may be about the past: of what stood there then, and has a plan.
        return array(
            select distinct t.resource_id
            from sched.resource_states as t
            inner join sched.generated_dates as g on g.resource_id = t.resource_id
            where t.path_ids @> array[(p_edit ->> 'resource_id')::bigint]
                and (g.dates <> '{}' or sched_engine.is_scheduled(t.resource_id))
                and exists (select from sched_engine.visible_resources as v where v.id = t.resource_id)
            order by t.resource_id
        );
    end if;
    return array(
        select distinct r.id
        from (
            select (p_edit ->> 'resource_id')::bigint as id
            union all
            select a.resource_id
            from sched.resource_pattern_assignments as a
            where p_edit ->> 'kind' = 'pattern_rules' and a.pattern_id = (p_edit ->> 'pattern_id')::bigint
        ) as e
        inner join sched.resources as r on r.path_ids @> array[e.id]
        where r.requires_scheduling and r.is_active
            and exists (select from sched_engine.visible_resources as v where v.id = r.id)
        order by r.id
    );
end
$$;

comment on function sched_engine.what_if_machines(jsonb) is
    'Ids, ascending, of the scheduled machines whose plan an edit (as sched_engine.what_if_read returns it)
may change: those at and below its resource (for an exception also those that once were), those that observe its calendar, those at and below where
its pattern is assigned. Only those that the present request may see.';
