select cuts_only from sched.stale_dates where false;
