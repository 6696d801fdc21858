"""Programs for those who work on this project; `sched` needs none of them.

Each is run as a module, writes files of the checkout or prints one, and has a test that compares."""
