create or replace function sched_engine.complete_pattern_rule()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_pattern sched.operating_patterns;
begin
    perform sched_engine.check_given(new.pattern_id::text, 'pattern', 'Give its id as pattern_id.');
    perform sched_engine.check_given(new.cycle_day::text, 'cycle_day',
        'Give the day of the cycle; in a weekly pattern 0 is Sunday.', 'SC006');
    select p.* into v_pattern from sched.operating_patterns as p where p.id = new.pattern_id;
    if not found then
        perform sched_engine.refuse(
            'SC001',
            format('The pattern (id %s) of this rule does not exist.', new.pattern_id),
            'Create the pattern first.'
        );
    elsif new.cycle_day < 0 or new.cycle_day >= v_pattern.cycle_days then
        perform sched_engine.refuse('SC006',
            format('Pattern %s: cycle day %s is outside its cycle of %s.', v_pattern.pattern_code,
                new.cycle_day, sched_engine.counted(v_pattern.cycle_days, 'day')),
            format('Use 0 to %s; in a weekly pattern 0 is Sunday.', v_pattern.cycle_days - 1));
    end if;

    new.cycle_days := v_pattern.cycle_days;
    new.sequence_order := coalesce(new.sequence_order, (
        select coalesce(max(r.sequence_order), 0) + 1
        from sched.pattern_rules as r
        where r.pattern_id = new.pattern_id and r.cycle_day = new.cycle_day
    ));
    return new;
end
$$;

comment on function sched_engine.complete_pattern_rule() is
    'Trigger: fills in cycle_days and sequence_order, and refuses (SC006) a day outside the cycle, or none; SC016: no
pattern.';

create or replace trigger complete_pattern_rule
before insert or update of pattern_id, cycle_day, sequence_order on sched.pattern_rules
for each row execute function sched_engine.complete_pattern_rule();
