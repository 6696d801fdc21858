create or replace function sched_http.store_requirement(p_old api_v2.requirements, p_new api_v2.requirements)
returns api_v2.requirements
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_resource_id constant bigint := sched_http.given_resource(
        p_new.resource_id, p_new.resource_code, p_old.resource_id, p_old.resource_code
    );
    v_per constant sched.requirement_per := coalesce(
        sched_http.given_word('per', p_new.per, null::sched.requirement_per), 'machine'
    );
    v_level constant sched.qualification_level := sched_http.given_word(
        'min_level', p_new.min_level, null::sched.qualification_level
    );
    v_position_id constant bigint := case
        when sched_http.given_or_none(p_new.position_id, p_new.position_code, p_old.position_id, p_old.position_code)
            then sched_http.given_of_people(
                'position', p_new.position_id, p_new.position_code, p_old.position_id, p_old.position_code
            )
    end;
    -- Beyond its type it is refused by the trigger of the table, as other numbers are.
    v_machines constant smallint := least(greatest(coalesce(p_new.machines_per_person, 1), 0), 101);
    v_id bigint := p_old.id;
    v_stored api_v2.requirements;
begin
    if v_id is null then
        insert into sched.emp_requirements (
            resource_id, per, shift_code, head_count, min_level, position_id, machines_per_person, start_date, end_date
        )
        values (
            v_resource_id, v_per, p_new.shift_code, p_new.head_count, v_level, v_position_id, v_machines,
            p_new.start_date, p_new.end_date
        )
        returning id into v_id;
    else
        update sched.emp_requirements as t
        set
            resource_id = v_resource_id,
            per = v_per,
            shift_code = p_new.shift_code,
            head_count = p_new.head_count,
            min_level = v_level,
            position_id = v_position_id,
            machines_per_person = v_machines,
            start_date = p_new.start_date,
            end_date = p_new.end_date
        where t.id = v_id;
    end if;
    select v.* into v_stored from api_v2.requirements as v where v.id = v_id;
    return v_stored;
end
$$;

comment on function sched_http.store_requirement(api_v2.requirements, api_v2.requirements) is
    'Adds (p_old is null) or changes a requirement from rows of api_v2.requirements; returns it as stored.
SC001, SC021: unknown resource or position. The rest is refused by the triggers of sched.emp_requirements.';
