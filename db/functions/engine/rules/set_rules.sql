create or replace function sched_engine.set_rules(p_set_or_code text, p_is_active boolean)
returns setof sched.emp_work_rules
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_visible constant bigint[] := array(
        select r.id
        from sched.emp_work_rules as r
        where r.resource_id is null or exists (select from sched_engine.visible_resources as v where v.id = r.resource_id)
    );
    v_meant bigint[];
    v_known text[];
begin
    perform sched_engine.check_given(p_set_or_code, 'set of rules', 'Give a set, as EU, or the code of a rule.');
    v_meant := array(
        select r.id
        from sched.emp_work_rules as r
        where r.id = any(v_visible) and p_set_or_code in (r.rule_set::text, r.rule_code::text)
    );
    if v_meant = '{}' then
        v_known := array(
            select distinct c.code
            from sched.emp_work_rules as r
            cross join lateral (values (r.rule_set::text), (r.rule_code::text)) as c (code)
            where r.id = any(v_visible) and c.code is not null
            order by c.code
        );
        perform sched_engine.refuse('SC021',
            format('There is no set of rules and no rule with the code %L.', left(p_set_or_code, 100)),
            'There are: ' || sched_engine.shorten_names(v_known) || '.');
    end if;
    return query
    update sched.emp_work_rules as r
    set is_active = p_is_active
    where r.id = any(v_meant) and r.is_active <> p_is_active
    returning r.*;
end
$$;

comment on function sched_engine.set_rules(text, boolean) is
    'Switches the rules of a set, or one rule by its code, on or off; returns those that were not that before. SC021: there
is none that the present request may see.';
