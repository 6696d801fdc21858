-- The plant: an ISA-95 equipment hierarchy, and the clock each part of it lives by.
set local role sched_owner;

-- Business dates and instants that can mean something in a factory: finite, and inside two centuries.
create domain sched.plan_date as date
    constraint plan_date_is_plausible check (value between date '1970-01-01' and date '2199-12-31');
comment on domain sched.plan_date is 'A business date between 1970-01-01 and 2199-12-31; never infinite.';

create domain sched.plan_instant as timestamptz
    constraint plan_instant_is_plausible check (
        value >= timestamptz '1970-01-01 00:00:00+00' and value < timestamptz '2200-01-01 00:00:00+00'
    );
comment on domain sched.plan_instant is 'An instant from 1970 to 2199; never infinite.';

create domain sched.code as text
    constraint code_is_printable check (
        value ~ '^[^[:space:][:cntrl:],;]([^[:cntrl:],;]{0,98}[^[:space:][:cntrl:],;])?$'
    );
comment on domain sched.code is
    'A business code: 1 to 100 printable characters, no comma or semicolon, no space at either end.';

create domain sched.title as text
    constraint title_is_not_blank check (value ~ '[^[:space:]]' and length(value) <= 200);
comment on domain sched.title is 'A name people read: not blank, at most 200 characters.';

create type sched.resource_type as enum ('enterprise', 'site', 'area', 'work_center', 'work_unit');
comment on type sched.resource_type is 'ISA-95 equipment levels, from the highest to the lowest.';

create table sched.time_zones (
    zone_name text primary key
);
comment on table sched.time_zones is
    'IANA time zones a resource may live in. Filled from the server''s time zone files each time the functions are
applied. Names that PostgreSQL also reads as a fixed abbreviation (CET, EST, ...) are left out: there they would
silently lose their clock changes.';

create table sched.resources (
    id bigint generated always as identity primary key,
    resource_code sched.code not null unique,
    resource_name sched.title not null,
    resource_type sched.resource_type not null,
    parent_resource_id bigint references sched.resources (id),
    time_zone text references sched.time_zones (zone_name),
    requires_scheduling boolean not null default false,
    is_active boolean not null default true,
    metadata jsonb not null default '{}',
    hierarchy_level smallint not null generated always as (
        case resource_type
            when 'enterprise' then 1 when 'site' then 2 when 'area' then 3 when 'work_center' then 4 else 5
        end
    ) stored,
    hierarchy_path text not null,
    path_ids bigint[] not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint resources_root_has_time_zone check (parent_resource_id is not null or time_zone is not null),
    constraint resources_metadata_is_object check (jsonb_typeof(metadata) = 'object'),
    constraint resources_not_own_parent check (parent_resource_id <> id)
);
create index resources_parent on sched.resources (parent_resource_id);
create index resources_path_ids on sched.resources using gin (path_ids);
create index resources_zone on sched.resources (time_zone) where time_zone is not null;

comment on table sched.resources is 'The plant as an ISA-95 tree: Enterprise > Site > Area > WorkCenter > WorkUnit.';
comment on column sched.resources.id is 'Surrogate key; `resource_id` in every other table.';
comment on column sched.resources.resource_code is 'Business code, unique in the plant, e.g. LINE-A-001.';
comment on column sched.resources.resource_type is
    'ISA-95 level. A parent is of a higher level than its child; levels may be skipped.';
comment on column sched.resources.time_zone is
    'IANA time zone in which shift times are read; null: that of the nearest ancestor. A root must have one.';
comment on column sched.resources.requires_scheduling is 'Whether planned time is generated for this resource.';
comment on column sched.resources.is_active is 'False: kept with its history, but no longer planned.';
comment on column sched.resources.metadata is 'Anything else worth knowing, as a JSON object.';
comment on column sched.resources.hierarchy_level is '1 (enterprise) to 5 (work unit).';
comment on column sched.resources.hierarchy_path is
    'Codes from the root to this resource, joined with a dot. Computed; follows when an ancestor moves or is renamed.';
comment on column sched.resources.path_ids is
    'Ids from the root to this resource. Computed. `path_ids @> array[x]` is the subtree of x, by index.';
