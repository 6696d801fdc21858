begin;
select plan(6);

select is(sched_engine.ical_line('UID', 'a'), E'UID:a\r\n', 'a short one stays');
select is(sched_engine.ical_line('UID', null), null, 'nothing is no line');
select is(
    sched_engine.ical_line('X', repeat('a', 73)), 'X:' || repeat('a', 73) || E'\r\n', '75 octets are allowed'
);
select is(
    sched_engine.ical_line('X', repeat('a', 74)), 'X:' || repeat('a', 72) || E'\r\n aa\r\n', 'the rest goes on below'
);
select is_empty(
    $$select l.text from string_to_table(sched_engine.ical_line('X', repeat('é€😀a', 100)), E'\r\n') as l (text)
        where octet_length(l.text) > 75$$,
    'octets are counted, not characters'
);
select is(
    replace(sched_engine.ical_line('X', repeat('é€😀a', 100)), E'\r\n ', ''), 'X:' || repeat('é€😀a', 100) || E'\r\n',
    'nothing is lost'
);

select * from finish();
rollback;
