create or replace function sched_engine.emit_gap_changes(
    p_gone sched.emp_coverage_gaps[], p_new sched.emp_coverage_gaps[]
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_told record;
begin
    for v_told in
        with gaps as (
            select g.*, -(g.required - g.present) as more from unnest(p_gone) as g
            union all
            select g.*, g.required - g.present from unnest(p_new) as g
        ),

        -- From instant to instant: a gap that is only cut anew is not told.
        steps as (
            select
                i.requirement_id,
                i.resource_id,
                i.schedule_date,
                i.at,
                lead(i.at) over w as next_at,
                sum(i.step) over (partition by i.requirement_id order by i.at) as more
            from (
                select
                    g.requirement_id,
                    min(g.resource_id) as resource_id,
                    min(g.schedule_date) as schedule_date,
                    e.at,
                    sum(e.step) as step
                from gaps as g
                cross join lateral (values (g.start_time, g.more), (g.end_time, -g.more)) as e (at, step)
                group by g.requirement_id, e.at
            ) as i
            window w as (partition by i.requirement_id order by i.at)
        )

        select
            case when s.more > 0 then 'coverage.gap_opened' else 'coverage.gap_closed' end as event_type,
            array_agg(distinct s.requirement_id) as requirement_ids,
            array_agg(distinct s.resource_id) as resource_ids,
            min(s.schedule_date) as first_date,
            max(s.schedule_date) as last_date,
            min(s.at) as start_time,
            max(s.next_at) as end_time,
            sum(abs(s.more) * extract(epoch from s.next_at - s.at)) / 3600 as person_hours
        from steps as s
        where s.more <> 0 and s.next_at is not null
        group by (s.more > 0)
        order by (s.more > 0)
    loop
        perform sched_engine.emit_event(
            v_told.event_type,
            sched_engine.common_ancestor(v_told.resource_ids),
            jsonb_build_object(
                'date', v_told.first_date, 'last_date', v_told.last_date, 'old_value', null, 'new_value', null,
                'truncated', cardinality(v_told.requirement_ids) > 100,
                'start_time', to_char(v_told.start_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                'end_time', to_char(v_told.end_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                'requirements', cardinality(v_told.requirement_ids),
                'requirement_ids', to_jsonb(v_told.requirement_ids[:100]),
                'person_hours', round(v_told.person_hours, 2)
            )
        );
    end loop;
end
$$;

comment on function sched_engine.emit_gap_changes(sched.emp_coverage_gaps[], sched.emp_coverage_gaps[]) is
    'The events coverage.gap_opened and coverage.gap_closed, from the gaps that went and those that came: where more, and
where fewer, people are missing than before, for the lowest resource above all of it. Of requirement_ids the first 100.';
