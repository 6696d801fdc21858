"""What several commands share: their arguments and options, what is said of an edit, driving jobs.

Here belongs what two commands need and nobody else does."""
