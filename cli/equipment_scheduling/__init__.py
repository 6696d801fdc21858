"""Equipment Scheduling System: the command line, the embedded database and the tools around it."""

__version__ = "0.1.0"
