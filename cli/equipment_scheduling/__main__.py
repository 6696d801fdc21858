"""Let `python -m equipment_scheduling` do what `sched` does."""

from equipment_scheduling.main import run

if __name__ == "__main__":
    run()
