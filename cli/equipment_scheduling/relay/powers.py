"""What the relay's role may do in the database beyond what a relay does."""

from __future__ import annotations

from equipment_scheduling.database import Connection

REMEDY = "let sched_relay log in (sched db relay-password), and give its address in SCHED_RELAY_DATABASE_URL"
POWERS = """
    select current_user::text as role, case when r.rolsuper then 'is a superuser' else pg_catalog.concat_ws(
        ', ',
        case when r.rolcreaterole then 'can make roles' end,
        case when exists (
            select
            from pg_catalog.pg_class as c
            inner join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
            where n.nspname = 'sched' and c.relkind in ('r', 'v', 'p')
                and pg_catalog.has_table_privilege(c.oid, 'select, insert, update, delete, truncate')
        ) then 'has rights to tables' end,
        case when pg_catalog.has_schema_privilege('sched_engine', 'create') then 'can make functions' end,
        case
            when pg_catalog.has_database_privilege(current_database(), 'temporary') then 'can make temporary tables'
        end
    ) end as powers
    from pg_catalog.pg_roles as r
    where r.rolname = current_user
"""


def excess(connection: Connection) -> str | None:
    """The role of this connection and the rights it has beyond its needs, in words; None when there are none."""
    row = connection.execute(POWERS).fetchone()
    return f"{row['role']} {row['powers']}" if row and row["powers"] else None
