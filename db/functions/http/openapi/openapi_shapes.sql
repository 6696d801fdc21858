create or replace function sched_http.openapi_shapes()
returns jsonb
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select jsonb '{
        "current_caller": {
            "type": "object", "required": ["name", "role", "resource_id", "has_workforce", "database_time"],
            "properties": {
                "name": {"type": ["string", "null"]}, "role": {"type": "string"},
                "resource_id": {"type": ["integer", "null"]}, "resource_code": {"type": ["string", "null"]},
                "has_workforce": {"type": "boolean"}, "database_time": {"type": "string", "format": "date-time"}
            }
        },
        "replay_webhook": {
            "type": "object", "required": ["again", "waiting", "hurried", "is_active"],
            "properties": {
                "again": {"type": "integer", "description": "Events that are sent again."},
                "waiting": {"type": "integer", "description": "Of those asked for, how many waited anyway."},
                "hurried": {"type": "integer", "description": "Deliveries that waited for another attempt."},
                "is_active": {"type": "boolean", "description": "False: they wait until it is switched on."}
            }
        },
        "rotate_webhook_secret": {
            "type": "object", "required": ["secret", "previous_secret_until"],
            "properties": {
                "secret": {"type": "string"}, "previous_secret_until": {"type": "string", "format": "date-time"}
            }
        },
        "generate_schedules": {
            "type": "object",
            "required": ["generated_count", "resource_count", "date_range", "inserted", "updated", "deleted"],
            "properties": {
                "generated_count": {"type": "integer", "description": "Rows inserted or updated."},
                "resource_count": {"type": "integer"},
                "date_range": {
                    "type": "object", "required": ["start", "end"],
                    "properties": {
                        "start": {"type": "string", "format": "date"}, "end": {"type": "string", "format": "date"}
                    }
                },
                "generation_time_ms": {"type": "number"},
                "scheduled_webhooks": {"type": "integer"},
                "inserted": {"type": "integer"}, "updated": {"type": "integer"},
                "deleted": {"type": "integer"}, "unchanged": {"type": "integer"}
            }
        },
        "oee_availability": {
            "type": "object", "required": ["period", "resources"],
            "properties": {
                "period": {
                    "type": "object", "required": ["start", "end"],
                    "properties": {
                        "start": {"type": "string", "format": "date"}, "end": {"type": "string", "format": "date"}
                    }
                },
                "resources": {
                    "type": "array",
                    "items": {
                        "type": "object", "required": ["resource_id", "total_hours", "available_hours", "availability"],
                        "properties": {
                            "resource_id": {"type": "integer"}, "resource_code": {"type": "string"},
                            "resource_name": {"type": "string"}, "hierarchy_path": {"type": "string"},
                            "total_hours": {"type": "number"}, "available_hours": {"type": "number"},
                            "maintenance_hours": {"type": "number"}, "breakdown_hours": {"type": "number"},
                            "shutdown_hours": {"type": "number"}, "holiday_hours": {"type": "number"},
                            "availability": {
                                "type": "array",
                                "items": {
                                    "type": "object", "required": ["date", "planned_hours", "status"],
                                    "properties": {
                                        "date": {"type": "string", "format": "date"},
                                        "planned_hours": {"type": "number"}, "status": {"type": "string"},
                                        "shifts": {
                                            "type": "array",
                                            "items": {
                                                "type": "object", "required": ["start_time", "end_time", "hours"],
                                                "properties": {
                                                    "shift_code": {"type": ["string", "null"]},
                                                    "start_time": {"type": "string", "format": "date-time"},
                                                    "end_time": {"type": "string", "format": "date-time"},
                                                    "hours": {"type": "number"}, "status": {"type": "string"},
                                                    "capacity_percent": {"type": "integer"}
                                                }
                                            }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        },
        "changes": {
            "type": "object", "required": ["entries", "position", "has_more"],
            "properties": {
                "entries": {
                    "type": "array",
                    "items": {
                        "type": "object", "required": ["position", "resource_id", "change_kind", "changed_at"],
                        "properties": {
                            "position": {"type": "string"}, "resource_id": {"type": "integer"},
                            "resource_code": {"type": ["string", "null"]}, "change_kind": {"type": "string"},
                            "first_date": {"type": "string", "format": "date"},
                            "last_date": {"type": "string", "format": "date"},
                            "old_value": {"type": ["array", "null"], "items": {"type": "object"}},
                            "new_value": {"type": ["array", "null"], "items": {"type": "object"}},
                            "cause": {}, "changed_by": {"type": ["string", "null"]},
                            "changed_at": {"type": "string", "format": "date-time"}
                        }
                    }
                },
                "position": {"type": ["string", "null"], "description": "What to send as since for the next page."},
                "has_more": {"type": "boolean"}
            }
        }
    }'
$$;

comment on function sched_http.openapi_shapes() is
    'The schemas of what functions return as json, by function, where other systems build on them. The rest: openapi_edit_shapes.';
