-- The description lists nothing by hand: what is created in the schema is in it at once, as the catalog has it.
begin;
select plan(19);

-- An empty schema is described too.
drop schema api_v2 cascade;
create schema api_v2 authorization sched_owner;
select is(
    (select count(*) from json_object_keys(sched_http.openapi_document('api_v2') -> 'paths')), 0::bigint,
    'nothing there, nothing described'
);

set local role sched_owner;
create view api_v2.sites as
select r.id, r.resource_code, r.resource_type, r.time_zone, r.metadata, p.resource_name as parent_name
from sched.resources as r
left join sched.resources as p on p.id = r.parent_resource_id;
comment on view api_v2.sites is 'Sites

Where machines stand.';
comment on column api_v2.sites.time_zone is 'Its zone.';
grant select on api_v2.sites to sched_viewer, sched_planner;

create view api_v2.codes as select p.id, p.pattern_code, p.cycle_days, upper(p.pattern_name) as shouted
from sched.operating_patterns as p;
comment on view api_v2.codes is 'Codes';
grant select, insert, update on api_v2.codes to sched_planner;

create function api_v2.codes(api_v2.sites) returns setof api_v2.codes language sql stable as 'select * from api_v2.codes';
create function api_v2.changed() returns trigger language plpgsql as 'begin return new; end';
create function api_v2.secret() returns integer language sql as 'select 1';
create function api_v2.hours(site_id bigint, kind sched.resource_type default null, days integer default 7)
returns interval language sql stable as 'select interval ''1 hour''';
comment on function api_v2.hours(bigint, sched.resource_type, integer) is 'Hours of a site

All of them.';
grant execute on function api_v2.codes(api_v2.sites), api_v2.changed() to sched_planner;
grant execute on function api_v2.hours(bigint, sched.resource_type, integer) to sched_anon, sched_planner;
reset role;

select sched_http.openapi_document('api_v2')::jsonb as document \gset
create function pg_temp.at(p_path text) returns jsonb language sql as $$
    select jsonb_path_query_first(current_setting('test.document')::jsonb, p_path::jsonpath)
$$;
select set_config('test.document', :'document', true) \g /dev/null

select is(
    array(select k from jsonb_object_keys(pg_temp.at('$.paths')) as k order by k),
    '{/codes,/rpc/hours,/sites}'::text[],
    'views, and functions that somebody may call; no triggers, no relationships'
);
select is(
    array(select k from jsonb_object_keys(pg_temp.at('$.paths."/codes"')) as k order by k), '{get,patch,post}'::text[],
    'a view can be written as far as somebody may'
);
select is(
    array(select jsonb_object_keys(pg_temp.at('$.paths."/sites"'))), '{get}'::text[], 'a view with a join is read only'
);
select is(pg_temp.at('$.paths."/sites".get.summary') #>> '{}', 'Sites', 'first line of the comment');
select matches(
    pg_temp.at('$.paths."/sites".get.description') #>> '{}', E'^Where machines stand[.]\n\n.*sched_planner, sched_viewer, sched_workforce_planner, sched_workforce_viewer[.]$',
    'the rest of it, and the roles'
);
select is(
    pg_temp.at('$.paths."/sites".get."x-roles"'),
    '["sched_admin", "sched_hr", "sched_planner", "sched_viewer", "sched_workforce_planner", "sched_workforce_viewer"]',
    'roles, for programs, and those that inherit from them'
);
select is(pg_temp.at('$.paths."/sites".get.security'), null, 'credentials are needed');
select is(pg_temp.at('$.paths."/rpc/hours".get.security'), '[]', 'unless anybody may call it');
select is(
    pg_temp.at('$.components.schemas.sites.properties.id.type'), '"integer"', 'a column that is never null'
);
select is(
    pg_temp.at('$.components.schemas.sites.properties.parent_name.type'), '["string", "null"]', 'one of an outer join'
);
select is(
    pg_temp.at('$.components.schemas.sites.properties.time_zone.description'), '"Its zone."', 'comments of columns'
);
select is(
    pg_temp.at('$.components.schemas.sites.properties.codes.items."$ref"'), '"#/components/schemas/codes"',
    'what can be embedded'
);
select is(
    pg_temp.at('$.components.schemas.resource_type.enum[0]'), '"enterprise"', 'labels of enumerations in use'
);
select is(pg_temp.at('$.components.schemas.schedule_status'), null, 'and of no others');
select is(
    pg_temp.at('$.components.schemas."codes.insert".required'), '["pattern_code"]',
    'an insert must give what cannot be null and has no default'
);
select is(
    pg_temp.at('$.components.schemas."codes.insert".properties.shouted'), null, 'it cannot give what is computed'
);
select is(
    pg_temp.at('$.paths."/rpc/hours".post.requestBody.content.*.schema.required'), '["site_id"]',
    'arguments without a default are required'
);
select is(
    pg_temp.at('$.paths."/rpc/hours".post.requestBody.content.*.schema.properties.days.default'), '7', 'defaults'
);

select * from finish();
rollback;
