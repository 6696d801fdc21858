"""Rows of a query as the server sends them, of any number in the same memory.

They come as texts, which costs a tenth of what values cost. What is made of a text is remembered: a plan has millions
of cells, and few different ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, LiteralString, TypeVar

if TYPE_CHECKING:
    import psycopg
    from psycopg.abc import Query

T = TypeVar("T")
Text = str | None
Texts = tuple[Text, ...]
REMEMBERED = 20_000  # texts of a column
SHORT = 200  # characters of a text that is worth remembering


class Made(dict[Text, T], Generic[T]):
    """What a function makes of texts, found by the text."""

    def __init__(self, make: Callable[[Text], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, text: Text) -> T:
        made = self._make(text)
        if text is None or len(text) <= SHORT:
            if len(self) >= REMEMBERED:
                self.clear()
            self[text] = made
        return made


@dataclass(frozen=True)
class Stream:
    """The names of the columns, what a text of each stands for, and the rows."""

    names: Sequence[str]
    loaders: Sequence[Callable[[Text], Any]]
    rows: Iterator[Texts]

    def made(self, make: Callable[[Any], T]) -> list[Made[T]]:
        """For each column, what a function makes of its values, by their text."""
        return [Made(lambda text, load=load: make(load(text))) for load in self.loaders]  # type: ignore[misc]

    def values(self, names: Sequence[str]) -> Callable[[Texts], dict[str, Any]]:
        """Finds these values of a row."""
        places = [(name, self.names.index(name)) for name in names]
        known = [(name, place, Made(self.loaders[place])) for name, place in places]
        return lambda row: {name: values[row[place]] for name, place, values in known}


@contextmanager
def stream(connection: psycopg.Connection[Any], query: LiteralString, parameters: Sequence[Any]) -> Iterator[Stream]:
    """The rows of a query, all as they were at one moment."""

    from psycopg.adapt import Transformer

    columns = described(connection, query, parameters)
    transformer = Transformer(connection)
    with copied(connection, f"copy ({query}) to stdout", parameters) as (_, copy):
        loaders = [_loader(transformer, column.type_code) for column in columns]
        yield Stream([column.name for column in columns], loaders, copy.rows())


@contextmanager
def copied(
    connection: psycopg.Connection[Any], statement: Query, parameters: Sequence[Any]
) -> Iterator[tuple[psycopg.Cursor[Any], psycopg.Copy]]:
    """What COPY sends, and its cursor, which knows at the end how many rows there were."""
    cursor = connection.cursor()
    try:
        with cursor.copy(statement, parameters) as copy:
            yield cursor, copy
    except KeyboardInterrupt:
        connection.close()  # a COPY that is interrupted before it begins leaves it of no use
        raise


def described(
    connection: psycopg.Connection[Any], query: LiteralString, parameters: Sequence[Any]
) -> list[psycopg.Column]:
    """The columns of a query, which is not carried out."""
    return connection.execute(f"select * from ({query}) as q where false", parameters).description or []


def _loader(transformer: Any, oid: int) -> Callable[[Text], Any]:
    from psycopg.pq import Format

    load = transformer.get_loader(oid, Format.TEXT).load
    return lambda text: None if text is None else load(text.encode())
