begin;
select plan(11);

create function pg_temp.set_to(p_key text, p_value text) returns void language sql as $$
    update sched.system_configuration set config_value = p_value where config_key = p_key
$$;

select throws_ok(
    format('select pg_temp.set_to(%L, %L)', t.key, t.value), 'SC018', null, t.key || ' = ' || t.value
)
from (values
    ('rolling_horizon_months', 'soon'), ('rolling_horizon_months', '121'), ('generation_max_years', '0'),
    ('phase2_enabled', 'yes'), ('period_lock_date', '2025-02-30'), ('pattern_complexity_level', 'hard'),
    ('api_read_timeout_seconds', '0'), ('api_read_timeout_seconds', '3601'), ('api_write_timeout_seconds', '86400')
) as t (key, value);
select lives_ok($$select pg_temp.set_to('period_lock_date', '2025-02-28')$$, 'a value of its kind is taken');
do $$ begin
    perform set_config('app.current_user', 'ann', true);
    perform pg_temp.set_to('rolling_horizon_months', '6');
end $$;
select is(
    (
        select c.modified_by::text
        from sched.system_configuration as c
        where c.config_key = 'rolling_horizon_months'
    ),
    'ann', 'and who set it is noted'
);

select * from finish();
rollback;
