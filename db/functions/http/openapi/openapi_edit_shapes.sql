create or replace function sched_http.openapi_edit_shapes()
returns jsonb
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select jsonb '{
        "answer_with_job": {
            "type": "object", "required": ["job_id", "url", "state", "resource_count", "date_range"],
            "properties": {
                "job_id": {"type": "integer"}, "state": {"type": "string"}, "resource_count": {"type": "integer"},
                "url": {"type": "string", "description": "Where its progress is found, as in Location."},
                "date_range": {"type": "object", "required": ["start", "end"]}
            }
        },
        "bulk_assign": {
            "type": "object", "required": ["assigned", "assignments"],
            "properties": {
                "assigned": {"type": "integer"},
                "assignments": {"type": "array", "items": {"$ref": "#/components/schemas/pattern_assignments"}}
            }
        },
        "clear_schedules": {
            "type": "object", "required": ["deleted_count", "resource_count", "date_range"],
            "properties": {
                "deleted_count": {"type": "integer"}, "resource_count": {"type": "integer"},
                "date_range": {"type": ["object", "null"], "required": ["start", "end"]}
            }
        },
        "explain_availability": {
            "type": "object",
            "required": ["resource", "at", "verdict", "winner", "supporters", "losers", "path", "stored", "pending"],
            "properties": {
                "resource": {"type": "object", "required": ["resource_id", "resource_code"]},
                "at": {"type": "string", "format": "date-time"}, "local_time": {"type": "string"},
                "time_zone": {"type": "string"}, "utc_offset": {"type": "string"},
                "verdict": {"type": "object", "required": ["status", "capacity_percent", "because"]},
                "winner": {"type": ["object", "null"]},
                "supporters": {"type": "array", "items": {"type": "object", "required": ["kind", "why"]}},
                "losers": {"type": "array", "items": {"type": "object", "required": ["kind", "why"]}},
                "path": {"type": "array", "items": {"type": "object", "required": ["resource_id", "resource_code"]}},
                "stored": {"type": "object", "required": ["is_generated", "agrees", "note"]},
                "pending": {"type": "array", "items": {"type": "object"}}, "next": {"type": ["object", "null"]}
            }
        },
        "export_availability": {"type": "array", "items": {"type": "object", "required": ["resource_code"]}},
        "export_schedule": {"type": "array", "items": {"type": "object", "required": ["resource_code"]}},
        "import_calendars": {
            "type": "object", "required": ["calendars", "dry_run"],
            "properties": {
                "calendars": {"type": "array", "items": {"type": "object", "required": ["calendar_code"]}},
                "dry_run": {"type": "boolean"}
            }
        },
        "import_exceptions": {
            "type": "object", "required": ["added", "unchanged", "dry_run"],
            "properties": {
                "added": {"type": "integer"}, "unchanged": {"type": "integer"}, "dry_run": {"type": "boolean"}
            }
        },
        "import_patterns": {
            "type": "object", "required": ["patterns", "dry_run"],
            "properties": {
                "patterns": {"type": "array", "items": {"type": "object", "required": ["pattern_code", "outcome"]}},
                "dry_run": {"type": "boolean"}
            }
        },
        "import_resources": {
            "type": "object", "required": ["inserted", "updated", "unchanged", "dry_run"],
            "properties": {
                "inserted": {"type": "integer"}, "updated": {"type": "integer"}, "unchanged": {"type": "integer"},
                "patterns_assigned": {"type": "integer"}, "calendars_assigned": {"type": "integer"},
                "dry_run": {"type": "boolean"}
            }
        },
        "openapi": {"type": "object", "required": ["openapi", "info", "paths"]},
        "preview_generation": {
            "type": "object", "required": ["period", "machine_count", "looked_at", "conflict", "total", "machines"],
            "properties": {
                "period": {"type": "object", "required": ["start", "end"]},
                "machine_count": {"type": "integer", "description": "Scheduled machines that would be generated."},
                "looked_at": {"type": "integer", "description": "Of how many of them the numbers are."},
                "conflict": {"type": ["object", "null"], "required": ["code", "message"]},
                "total": {
                    "type": "object", "required": ["machines", "inserted", "updated", "deleted"],
                    "properties": {
                        "machines": {"type": "integer"}, "inserted": {"type": "integer"},
                        "updated": {"type": "integer"}, "deleted": {"type": "integer"}
                    }
                },
                "machines": {"type": "array", "items": {"type": "object", "required": ["resource_id", "resource_code"]}}
            }
        },
        "resource_hierarchy": {
            "type": "array",
            "items": {
                "type": "object", "required": ["id", "resource_code", "children"],
                "properties": {
                    "id": {"type": "integer"}, "resource_code": {"type": "string"}, "resource_name": {"type": "string"},
                    "resource_type": {"type": "string"}, "time_zone": {"type": ["string", "null"]},
                    "requires_scheduling": {"type": "boolean"}, "is_active": {"type": "boolean"},
                    "children": {
                        "type": "array", "description": "Each like its parent.",
                        "items": {"type": "object", "required": ["id", "resource_code", "children"]}
                    }
                }
            }
        },
        "set_default_calendar": {
            "type": "object", "required": ["changed", "calendar_id"],
            "properties": {"changed": {"type": "boolean"}, "calendar_id": {"type": ["integer", "null"]}}
        },
        "unassign_pattern": {
            "type": "object", "required": ["resource_id", "resource_code", "from_date", "ended", "pattern_code"],
            "properties": {
                "resource_id": {"type": "integer"}, "resource_code": {"type": "string"},
                "from_date": {"type": "string", "format": "date"}, "ended": {"type": "integer"},
                "pattern_code": {"type": ["string", "null"]}, "inherited_from_code": {"type": ["string", "null"]}
            }
        }
    }' || (
        select jsonb_object_agg(p.name, jsonb '{
            "type": "object",
            "required": ["period", "machine_count", "conflict", "total", "machines", "shifts", "changes"],
            "properties": {
                "period": {"type": "object", "required": ["start", "end"]}, "machine_count": {"type": "integer"},
                "conflict": {"type": ["object", "null"], "required": ["code", "message"]},
                "total": {"type": "object", "required": ["machines", "gained_hours", "lost_hours"]},
                "machines": {"type": "array", "items": {"type": "object", "required": ["resource_id"]}},
                "shifts": {"type": "array", "items": {"type": "object", "required": ["shift_code"]}},
                "changes": {"type": "array", "items": {"type": "object", "required": ["before", "after"]}}
            }
        }')
        from (
            values
            ('preview_assignment'), ('preview_calendars'), ('preview_exception'),
            ('preview_exception_change'), ('preview_holiday'), ('preview_holiday_removal'), ('preview_pattern_rules')
        ) as p (name)
    )
$$;

comment on function sched_http.openapi_edit_shapes() is
    'The schemas of what the functions that edit, preview, import or explain return as json, by function.';
