begin;
select plan(9);
\ir ../../small_plant.psql
\ir ../../small_staff.psql

select throws_ok(
    $$select sched_http.create_api_key('k', 'sched_employee')$$, 'SC016', 'API key k is not of an employee.', 'of nobody'
);
select throws_ok(
    $$select sched_http.create_api_key('k', 'sched_hr', p_employee_id => pg_temp.person('A'))$$, 'SC016',
    'API key k of the role sched_hr cannot be of one employee.', 'of another role'
);
select throws_ok(
    $$select sched_http.create_api_key('k', 'sched_employee', pg_temp.id('SITE'), p_employee_id => pg_temp.person('A'))$$,
    'SC016', 'API key k is limited to one person already.', 'limited twice'
);
select throws_ok(
    $$select sched_http.create_api_key('k', 'sched_employee', p_employee_id => 0)$$, 'SC021',
    'There is no employee with the id 0.', 'of somebody unknown'
);
select throws_ok($$select sched_http.create_api_key('k', 'sched_owner')$$, 'SC001', null, 'no role of the API');
select lives_ok(
    format($$select sched_http.create_api_key(%L, %L)$$, 'key of ' || r.name, r.name), r.name
)
from (values ('sched_hr')) as r (name);
select sched_http.create_api_key('k', 'sched_employee', p_employee_id => pg_temp.person('A')) as key \gset
update sched.system_configuration set config_value = 'true' where config_key in ('phase2_enabled', 'employee_module_enabled');
select throws_ok(
    format('select * from sched_http.relay_key(%L)', :'key'), '42501', null, 'it opens no events, and no file of machines'
);
select set_config('request.headers', json_build_object('x-api-key', :'key', 'accept-profile', 'api_v2')::text, true),
    set_config('request.method', 'GET', true), set_config('request.path', '/absences', true) \g /dev/null
select results_eq(
    'select a.role_name, a.employee_id, a.scope_id from sched_http.authenticate() as a',
    $$select 'sched_employee', pg_temp.person('A'), null::bigint$$, 'who asks'
);
update sched.system_configuration set config_value = 'false' where config_key = 'employee_module_enabled';
select throws_ok(
    'select sched_http.authenticate()', 'SC020', 'The workforce is switched off: employees, teams and rosters.',
    'or nobody, while it is switched off'
);

select * from finish();
rollback;
