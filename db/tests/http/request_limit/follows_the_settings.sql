begin;
select plan(6);

select is(
    (select array_agg(l.seconds order by r.nr)
    from unnest(array['sched_anon', 'sched_viewer', 'sched_oee_reader', 'sched_planner', 'sched_admin'])
        with ordinality as r (name, nr)
    cross join lateral sched_http.request_limit(r.name) as l),
    '{15,15,15,60,60}', 'as it comes'
);
select is(
    (select array_agg(l.seconds order by r.nr)
    from unnest(array['sched_workforce_viewer', 'sched_workforce_planner', 'sched_hr', 'sched_employee'])
        with ordinality as r (name, nr)
    cross join lateral sched_http.request_limit(r.name) as l),
    '{15,60,60,15}', 'those of the workforce by what they may'
);
update sched.system_configuration set config_value = '20' where config_key = 'api_read_timeout_seconds';
select results_eq($$select l.seconds from sched_http.request_limit('sched_viewer') as l$$, '{20}'::integer[], 'a setting');
select results_eq($$select l.seconds from sched_http.request_limit('sched_admin') as l$$, '{60}'::integer[], 'not of another');
update sched.system_configuration set is_active = false where config_key = 'api_read_timeout_seconds';
select results_eq($$select l.seconds from sched_http.request_limit('sched_viewer') as l$$, '{15}'::integer[], 'switched off');
alter table sched.system_configuration disable trigger user;
update sched.system_configuration set config_value = 'soon' where config_key = 'api_write_timeout_seconds';
select results_eq($$select l.seconds from sched_http.request_limit('sched_admin') as l$$, '{60}'::integer[], 'no number');

select * from finish();
rollback;
