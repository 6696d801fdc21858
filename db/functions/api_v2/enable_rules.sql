create or replace function api_v2.enable_rules(code text, active boolean default true)
returns setof api_v2.work_rules
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    perform sched_engine.set_rules(code, coalesce(active, true));
    return query
    select w.*
    from api_v2.work_rules as w
    where enable_rules.code in (w.rule_set, w.rule_code)
    order by w.rule_code;
end
$$;

comment on function api_v2.enable_rules(text, boolean) is
    'Switch a set of work rules on or off

code: that of a set (EU, UK, US, ZA, CA, or one of your own) or of a rule. active: false switches it off. Returns the rules of
it. The sets are examples, no legal advice. Errors: SC021 there is none, SC013 the key is limited to a part of the plant.';

grant execute on function api_v2.enable_rules(text, boolean) to sched_workforce_planner;
