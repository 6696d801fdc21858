"""The embedded stack: PostgreSQL with TimescaleDB and PostgREST in one private folder."""
