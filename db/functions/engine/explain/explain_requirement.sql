create or replace function sched_engine.explain_requirement(p_requirement_id bigint, p_machines text[])
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_most constant integer := 5;
    v_wanted record;
begin
    select
        q.*,
        p.position_code,
        r.resource_code
    into v_wanted
    from sched.emp_requirements as q
    inner join sched.resources as r on r.id = q.resource_id
    left join sched.emp_positions as p on p.id = q.position_id
    where q.id = p_requirement_id;
    return concat_ws(' ',
        case v_wanted.head_count when 1 then '1 person' else v_wanted.head_count || ' people' end,
        'of position ' || v_wanted.position_code,
        'of level ' || v_wanted.min_level || case v_wanted.min_level when 'expert' then '' else ' or above' end,
        case
            when v_wanted.per = 'resource' then 'at ' || v_wanted.resource_code || ' while any machine operates'
            when v_wanted.machines_per_person > 1
                then format('for every %s machines that operate at %s', v_wanted.machines_per_person, v_wanted.resource_code)
            else 'for each machine that operates at ' || v_wanted.resource_code
        end,
        'in shift ' || v_wanted.shift_code
    ) || case
        when coalesce(cardinality(p_machines), 0) = 0 then '; none does.'
        else format('; %s %s: %s%s', cardinality(p_machines), case cardinality(p_machines) when 1 then 'does' else 'do' end,
            array_to_string(p_machines[:v_most], ', '), case when cardinality(p_machines) > v_most then ', ...' else '.' end)
    end;
end
$$;

comment on function sched_engine.explain_requirement(bigint, text[]) is
    'A requirement in a sentence, with the machines (codes) that operate.';
