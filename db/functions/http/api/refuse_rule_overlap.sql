-- The constraint has the last word; it is here that a request is told what it clashes with, and answered 409.
create or replace function sched_http.refuse_rule_overlap()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    -- Generated columns are still empty here. The statement is the catalog's own:
    -- @plpgsql_check_options: security_warnings = false
    v_occupies constant text := (
        select pg_get_expr(d.adbin, d.adrelid)
        from pg_catalog.pg_attribute as a
        inner join pg_catalog.pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = tg_relid and a.attname = 'occupies'
    );
    v_seconds int4multirange;
    v_clash text;
begin
    if not new.is_operating then
        return new;
    end if;
    execute format('select %s from (select ($1).*) as n', v_occupies) into v_seconds using new;
    select format('Pattern %s: a shift on day %s from %s to %s overlaps it.', p.pattern_code, r.cycle_day, r.start_time,
        r.end_time)
    into v_clash
    from sched.pattern_rules as r
    inner join sched.operating_patterns as p on p.id = r.pattern_id
    where r.pattern_id = new.pattern_id and r.is_operating and r.id <> new.id and r.occupies && v_seconds
    order by r.cycle_day, r.start_time
    limit 1;
    if v_clash is not null then
        perform sched_engine.refuse('23P01', v_clash, 'Change or remove that shift first, or choose other times.',
            'Shifts of a pattern may not overlap, around the end of the cycle too.');
    end if;
    return new;
end
$$;

comment on function sched_http.refuse_rule_overlap() is
    'Trigger: a shift of a request that overlaps a stored one of its pattern is refused with what it clashes with.';

create or replace trigger y_refuse_overlap
before insert or update on sched.pattern_rules
for each row when (current_setting('request.method', true) <> '')
execute function sched_http.refuse_rule_overlap();
