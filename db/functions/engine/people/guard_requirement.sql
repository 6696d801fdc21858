create or replace function sched_engine.guard_requirement()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_where constant text := coalesce(sched_engine.resource_code(new.resource_id), new.resource_id::text, 'nothing');
    v_what constant text := 'The requirement of ' || v_where;
    v_clash record;
begin
    perform sched_engine.refuse_missing(v_what, to_jsonb(new),
        array['resource_id', 'per', 'head_count', 'machines_per_person', 'start_date']);
    if new.head_count not between 1 and 1000 then
        perform sched_engine.refuse('SC023', format('%s cannot be of %s people.', v_what, new.head_count),
            'Give a head_count from 1 to 1000. To need nobody, end or delete the requirement.');
    elsif new.machines_per_person not between 1 and 100 then
        perform sched_engine.refuse('SC023', v_what || ': one person may watch 1 to 100 machines.',
            'Correct machines_per_person; 1, when left out, is a person for each machine.');
    elsif new.machines_per_person > 1 and new.per <> 'machine' then
        perform sched_engine.refuse('SC023',
            format('%s is the same for any number of machines, and would have a person watch %s.', v_what,
                new.machines_per_person),
            'Give per = machine, or leave out machines_per_person.');
    elsif new.shift_code !~ '^[^[:space:][:cntrl:]]{1,10}$' then
        perform sched_engine.refuse('SC023', format('%s: %L is no shift code.', v_what, left(new.shift_code, 100)),
            'Give 1 to 10 characters without a space, as the pattern of the machines has them; null: in any shift.');
    elsif new.end_date < new.start_date then
        perform sched_engine.refuse('SC023',
            format('%s ends on %s, before it begins on %s.', v_what, new.end_date, new.start_date),
            'Correct start_date or end_date; both are included, and end_date may be left out.');
    end if;
    select
        q.id,
        q.head_count,
        q.start_date,
        q.end_date,
        sched_engine.requirement_said(q.per, q.shift_code, q.min_level, p.position_code) as said
    into v_clash
    from sched.emp_requirements as q
    left join sched.emp_positions as p on p.id = q.position_id
    where q.resource_id = new.resource_id and q.per = new.per
        and (q.shift_code, q.min_level, q.position_id)
        is not distinct from (new.shift_code, new.min_level, new.position_id)
        and daterange(q.start_date, q.end_date, '[]') && daterange(new.start_date, new.end_date, '[]')
        and q.id is distinct from old.id
    order by q.start_date
    limit 1;
    if found then
        perform sched_engine.refuse('SC022',
            format('%s needs %s (%s) %s already.', v_where, sched_engine.counted(v_clash.head_count, 'person', 'people'),
                v_clash.said, sched_engine.dates_said(v_clash.start_date, v_clash.end_date)),
            'Change its head_count, end it before (end_date), or choose other dates.',
            format('Requirement %s.', v_clash.id));
    end if;
    return new;
end
$$;

comment on function sched_engine.guard_requirement() is
    'Trigger: refuses a requirement that lacks something (SC016), that cannot be (SC023), and two of one resource that
differ in nothing but their number at a time (SC022).';

create or replace trigger guard_requirement
before insert or update on sched.emp_requirements
for each row execute function sched_engine.guard_requirement();
