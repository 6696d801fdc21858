"""The relay: one asyncio process that delivers webhooks, streams live events and does the work that waits.

The database is the truth: whatever the relay has to do is in its tables, and a relay that is killed leaves nothing
behind that another would not finish. NOTIFY only makes it look sooner."""
