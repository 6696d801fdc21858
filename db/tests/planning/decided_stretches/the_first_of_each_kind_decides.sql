begin;
select plan(5);
set local timezone to 'UTC';

-- A stretch from 06 to 14 that exception 9 has moved; hits are `FROM-TO KIND STANDING ID`, or `FROM-TO holiday ID`.
create function pg_temp.decided(variadic p_hits text[]) returns text language sql as $$
    select string_agg(
        concat_ws(' ', to_char(lower(d.stretch), 'HH24') || '-' || to_char(upper(d.stretch), 'HH24'), d.schedule_status,
            d.capacity_percent, d.exception_id, 'h' || d.holiday_id),
        ', ' order by lower(d.stretch)
    )
    from sched_engine.decided_stretches(array(
        select row(
            1, '2025-03-10 06:00Z', '2025-03-10 14:00Z', 9,
            '2025-03-10Z'::timestamptz + make_interval(hours => h.part[1]::integer),
            '2025-03-10Z'::timestamptz + make_interval(hours => h.part[2]::integer),
            nullif(h.part[3], 'holiday'),
            case when h.part[3] <> 'holiday' then h.part[4] end,
            case when h.part[3] <> 'holiday' then h.part[5] end,
            case h.part[3] when 'no_operation' then 'maintenance' else 'operating' end,
            case h.part[3] when 'no_operation' then 0 when 'reduced' then 40 else 100 end,
            case when h.part[3] = 'holiday' then h.part[4] end
        )::sched_engine.slot_hit
        from (select string_to_array(replace(i, '-', ' '), ' ') as part from unnest(p_hits) as i) as h
    )) as d
$$;

select is(
    pg_temp.decided('8-10 no_operation 1 5'),
    '06-08 operating 100 9, 08-10 maintenance 0 5, 10-14 operating 100 9',
    'what is not hit keeps the cause of the stretch'
);
select is(
    pg_temp.decided('8-10 no_operation 2 5', '9-12 no_operation 1 6'),
    '06-08 operating 100 9, 08-09 maintenance 0 5, 09-12 maintenance 0 6, 12-14 operating 100 9',
    'of two stops the one that stands first'
);
select is(
    pg_temp.decided('5-10 no_operation 1 5', '9-20 no_operation 1 5'),
    '06-14 maintenance 0 5',
    'neighbours that are decided alike are one piece, and no longer than the stretch'
);
select is(
    pg_temp.decided('6-14 holiday 3', '8-10 no_operation 1 5', '9-12 additional 3 7', '11-13 reduced 2 8'),
    '06-08 holiday 0 h3, 08-10 maintenance 0 5 h3, 10-11 operating 100 7 h3, 11-12 operating 40 8 h3, 12-14 holiday 0 h3',
    'a stop beats everything, overtime beats a holiday, and a reduction only lowers what operates'
);
select is_empty(
    'select * from sched_engine.decided_stretches(null)', 'nothing hit, nothing decided'
);

select * from finish();
rollback;
