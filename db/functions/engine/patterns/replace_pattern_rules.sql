create or replace function sched_engine.replace_pattern_rules(
    p_pattern_id bigint, p_rules jsonb, p_cycle_days integer
)
returns boolean
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_pattern sched.operating_patterns;
begin
    perform sched_engine.acquire_model_lock();
    select p.* into v_pattern from sched.operating_patterns as p where p.id = p_pattern_id;
    perform sched_engine.check_pattern_rules(v_pattern.pattern_code, p_rules, p_cycle_days);
    if v_pattern.cycle_days = p_cycle_days and not exists (
        select from (
            select r.cycle_day, r.start_time, r.end_time, r.is_operating, r.shift_code
            from sched_engine.read_pattern_rules(p_rules, p_cycle_days) as r
        ) as wanted
        full join (
            select r.cycle_day, r.start_time, r.end_time, r.is_operating, r.shift_code
            from sched.pattern_rules as r
            where r.pattern_id = p_pattern_id
        ) as stored
            on stored.cycle_day = wanted.cycle_day and stored.start_time = wanted.start_time
            and stored.end_time = wanted.end_time and stored.is_operating = wanted.is_operating
            and stored.shift_code is not distinct from wanted.shift_code
        where stored.cycle_day is null or wanted.cycle_day is null
    ) then
        return false;
    end if;

    delete from sched.pattern_rules as r where r.pattern_id = p_pattern_id;
    update sched.operating_patterns as p
    set cycle_days = p_cycle_days
    where p.id = p_pattern_id and p.cycle_days <> p_cycle_days;
    insert into sched.pattern_rules
    (pattern_id, cycle_days, cycle_day, start_time, end_time, is_operating, shift_code, sequence_order)
    select
        p_pattern_id,
        p_cycle_days,
        r.cycle_day,
        r.start_time,
        r.end_time,
        r.is_operating,
        r.shift_code,
        row_number() over (partition by r.cycle_day order by r.start_time, r.is_operating desc)
    from sched_engine.read_pattern_rules(p_rules, p_cycle_days) as r;
    return true;
end
$$;

comment on function sched_engine.replace_pattern_rules(bigint, jsonb, integer) is
    'Replaces the rules (see sched_engine.create_pattern) and the cycle length of a pattern. False when it
had them already: then nothing is written. What was generated from it stays until it is
generated again.';
