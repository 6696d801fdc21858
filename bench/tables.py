"""Tables of figures: for the terminal, and in Markdown for docs/benchmarks/README.md."""

from __future__ import annotations

from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table


@dataclass
class Figured:
    """A table; the first `words` columns are words, the others numbers."""

    title: str
    headings: tuple[str, ...]
    words: int
    rows: list[tuple[str, ...]] = field(default_factory=list)

    def show(self) -> None:
        """Print it."""
        table = Table(title=self.title, title_justify="left")
        for nr, heading in enumerate(self.headings):
            table.add_column(heading, justify="left" if nr < self.words else "right")
        for row in self.rows:
            table.add_row(*row)
        Console(width=140).print(table)

    def markdown(self) -> str:
        """As a document has it."""
        rule = tuple("---" if nr < self.words else "---:" for nr in range(len(self.headings)))
        lines = (f"| {' | '.join(row)} |" for row in (self.headings, rule, *self.rows))
        return "\n".join([f"{self.title}:", "", *lines, ""])
