"""Rosters that cost least: who works which shift, so that little demand stays open and no rule is broken.

A pure library: it knows neither the database nor the plant. `problem` says what is to be decided, `model` writes it
down for the solver (OR-Tools CP-SAT, an optional extra), `search` finds an answer in the time given, with a bound
of its cost by `relaxation` or, for large problems, by `columns`, and `check` judges every answer
without a line of the model. `instances` reads the public instances of Curtois and Qu, `plant`
what the database says of a part of the plant."""
