create or replace function sched_http.openapi_examples()
returns jsonb
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    -- Values of the example plant: of every column and argument of a name (*), of those of one view or function, and
    -- whole requests (call, insert, update) where what is required alone makes none.
    select jsonb '{
        "*": {
            "resource_id": 905, "resource_ids": [905], "resource_code": "DUR-PRS-L2-PR02",
            "resource_codes": ["DUR-PRS-L2-PR02"], "pattern_id": 2, "pattern_code": "TWO_SHIFT", "calendar_id": 74,
            "calendar_code": "DURBAN-PLANT", "exception_id": 1, "exception_type": "maintenance",
            "impact_type": "no_operation", "schedule_date": "2025-03-10", "start_date": "2025-03-10",
            "end_date": "2025-03-16", "on_date": "2025-03-10", "effective_date": "2027-01-04",
            "holiday_date": "2027-06-16", "from_time": "2025-03-10T06:00:00Z", "to_time": "2025-03-17T06:00:00Z",
            "at": "2025-03-11T10:00:00Z", "known_at": "2030-01-01T00:00:00Z",
            "start_datetime": "2027-06-07T06:00:00Z", "end_datetime": "2027-06-07T10:00:00Z", "duration": "40:00:00", "resource_type": "work_unit",
            "time_zone": "Africa/Johannesburg", "country_code": "ZA", "schedule_status": "operating"
        },
        "oee_availability": {
            "resource_ids": "905",
            "call": {
                "resource_ids": "905", "start_date": "2025-03-10", "end_date": "2025-03-16", "include_shifts": true
            }
        },
        "export_schedule": {
            "resource_ids": "905",
            "call": {"start_date": "2025-03-10", "end_date": "2025-03-16", "resource_ids": "905"}
        },
        "export_availability": {
            "resource_ids": "905",
            "call": {"start_date": "2025-03-10", "end_date": "2025-03-16", "resource_ids": "905"}
        },
        "resources": {
            "insert": {
                "resource_code": "DUR-PRS-L1-PR99", "resource_name": "Transfer press", "resource_type": "work_unit",
                "parent_resource_id": 94, "requires_scheduling": true
            },
            "update": {"resource_name": "Transfer press 2"}
        },
        "patterns": {
            "insert": {"pattern_code": "LATE", "pattern_name": "Late shift"},
            "update": {"pattern_name": "Four days of ten hours"}
        },
        "pattern_rules": {
            "insert": {
                "pattern_id": 19, "cycle_day": 6, "start_time": "06:00", "end_time": "12:00", "shift_code": "S"
            },
            "update": {"shift_code": "E"}
        },
        "pattern_assignments": {
            "insert": {
                "resource_code": "DUR-PRS-L2-PR02", "pattern_code": "TWO_SHIFT", "effective_date": "2027-01-04"
            },
            "update": {"end_date": "2027-12-31"}
        },
        "exceptions": {
            "insert": {
                "resource_code": "DUR-PRS-L2-PR02", "exception_type": "maintenance", "description": "Yearly service",
                "start_datetime": "2027-06-07T06:00:00Z", "end_datetime": "2027-06-07T10:00:00Z"
            },
            "update": {"description": "Yearly service, by the maker"}
        },
        "calendars": {
            "insert": {"calendar_code": "DET-PLANT", "calendar_name": "Detroit plant calendar"},
            "update": {"calendar_name": "Calendar of the Durban plant"}
        },
        "holidays": {
            "insert": {"calendar_id": 74, "holiday_date": "2027-06-17", "holiday_name": "Family day"},
            "update": {"holiday_name": "Family day of the plant"}
        },
        "calendar_assignments": {
            "insert": {"resource_code": "DUR-PRS-L1", "calendar_code": "ZA", "priority": 1},
            "update": {"priority": 2}
        },
        "webhooks": {
            "insert": {
                "webhook_name": "OEE", "url": "https://oee.example.com/hooks",
                "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
            },
            "update": {"is_active": false}
        },
        "ping_webhook": {"call": {"webhook_id": 1}},
        "replay_webhook": {"call": {"webhook_id": 1, "since": "2025-03-10T06:00:00Z"}},
        "rotate_webhook_secret": {"call": {"webhook_id": 1}},
        "system_configuration": {"update": {"config_value": "2000"}},
        "generate_schedules": {"call": {"start_date": "2025-03-10", "end_date": "2025-03-16", "resource_ids": [905]}},
        "clear_schedules": {"call": {"start_date": "2027-03-10", "end_date": "2027-03-16", "resource_ids": [905]}},
        "changes": {"call": {"max_entries": 100}},
        "assign_pattern": {
            "call": {"resource_code": "DUR-PRS-L2-PR02", "pattern_code": "TWO_SHIFT", "effective_date": "2027-02-01"}
        },
        "unassign_pattern": {"call": {"resource_code": "DUR-PRS-L2-PR02", "from_date": "2027-03-01"}},
        "bulk_assign": {
            "call": {
                "resource_codes": ["DUR-PRS-L1", "DUR-PRS-L2"], "pattern_code": "TWO_SHIFT",
                "effective_date": "2027-01-04"
            }
        },
        "assign_calendars": {"call": {"resource_code": "DUR-PRS-L2", "calendar_codes": ["DURBAN-PLANT", "ZA"]}},
        "resource_ancestors": {"call": {"resource_code": "DUR-PRS-L2-PR02"}},
        "resource_calendars": {"call": {"resource_code": "DUR-PRS-L2-PR02"}},
        "resource_children": {"call": {"resource_code": "DUR-PRS-L2"}},
        "resource_hierarchy": {"call": {"resource_code": "DUR-PRS"}},
        "resource_pattern": {"call": {"resource_code": "DUR-PRS-L2-PR02"}},
        "equipment_calendar": {"call": {"resource_id": 905, "start_date": "2025-03-10", "end_date": "2025-03-16"}},
        "create_pattern": {
            "call": {
                "pattern_code": "MORNINGS", "pattern_name": "Mornings, with a break",
                "rules": [
                    {"cycle_day": 1, "start_time": "06:00", "end_time": "14:00", "shift_code": "M"},
                    {"cycle_day": 1, "start_time": "10:00", "end_time": "10:30", "is_operating": false}
                ]
            }
        },
        "copy_pattern": {"call": {"pattern_code": "TWO_SHIFT", "new_code": "TWO_SHIFT_OWN"}},
        "replace_pattern_rules": {
            "call": {
                "pattern_code": "FOUR_TEN",
                "rules": [{"cycle_day": 1, "start_time": "06:00", "end_time": "16:00", "shift_code": "D"}]
            }
        },
        "preview_pattern": {"call": {"pattern_code": "TWO_SHIFT"}},
        "preview_assignment": {"call": {"resource_id": 905, "pattern_id": 3, "effective_date": "2027-01-04"}},
        "preview_calendars": {"call": {"resource_id": 905, "calendar_ids": [1]}},
        "preview_exception": {
            "call": {
                "resource_id": 905, "exception_type": "maintenance", "start_datetime": "2027-06-07T06:00:00Z",
                "end_datetime": "2027-06-07T10:00:00Z"
            }
        },
        "preview_exception_change": {
            "call": {"exception_id": 1, "changes": {"end_datetime": "2027-06-07T12:00:00Z"}}
        },
        "preview_generation": {"call": {"start_date": "2027-10-25", "end_date": "2027-11-07", "resource_ids": [905]}},
        "preview_holiday": {"call": {"calendar_id": 1, "holiday_date": "2027-06-11"}},
        "preview_holiday_removal": {"call": {"holiday_id": 1, "period_start": "2024-01-01", "period_end": "2024-01-02"}},
        "preview_pattern_rules": {
            "call": {
                "pattern_code": "TRIAL", "resource_id": 905, "effective_date": "2027-01-04",
                "rules": [{"cycle_day": 1, "start_time": "06:00", "end_time": "16:00", "shift_code": "D"}]
            }
        },
        "import_resources": {
            "call": {
                "rows": [
                    {"resource_code": "DUR-PRS-L2-PR02", "resource_name": "Press 2", "time_zone": "Africa/Johannesburg"}
                ], "dry_run": true
            }
        },
        "import_patterns": {
            "call": {
                "rows": [
                    {
                        "pattern_code": "EARLY", "pattern_name": "Early shift", "cycle_days": 7, "cycle_day": 1,
                        "start_time": "05:00", "end_time": "13:00"
                    }
                ], "dry_run": true
            }
        },
        "import_calendars": {
            "call": {
                "rows": [
                    {
                        "calendar_code": "SHF-PLANT", "calendar_name": "Sheffield plant calendar",
                        "holiday_date": "2027-08-02", "holiday_name": "Works holiday"
                    }
                ], "dry_run": true
            }
        },
        "import_exceptions": {
            "call": {
                "rows": [
                    {
                        "resource_code": "DUR-PRS-L1", "exception_type": "maintenance",
                        "description": "Crown lubrication",
                        "start_local": "2027-12-02T14:00", "end_local": "2027-12-02T22:00"
                    }
                ], "dry_run": true
            }
        }
    }'
$$;

comment on function sched_http.openapi_examples() is
    'The examples in the description of the HTTP API, by view or function. What has none is shown without.';
