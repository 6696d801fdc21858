"""The schema of the database: migrations, functions, and the checks of both.

Here belongs what reads `db/` and brings a database to what it says, or makes sure that it may. What is in the tables is
the business of others."""
