"""Fetch the rows of a SELECT directly from the driver, without SQLAlchemy's overhead for each execution."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection, Dialect, Select, TextClause
from sqlalchemy.sql.compiler import SQLCompiler

from facts.archive.deadline import INFO
from facts.archive.driver_errors import dbapi_error

Statement = Select[Any] | TextClause
NO_PARAMETERS: dict[str, Any] = {}
Rows = list[tuple[Any, ...]]


class DriverStatement(NamedTuple):
    """A SELECT in the words of a driver."""

    sql: str
    names: Sequence[str] | None
    """The names of its parameters in order; None if the driver takes them by name."""
    constants: dict[str, Any]
    """The values of those parameters that are constants of the SELECT."""


def fetch_all(connection: Connection, statement: Statement, parameters: Mapping[str, Any] = NO_PARAMETERS) -> Rows:
    """Return the rows of a SELECT whose parameters are numbers, texts or lists of them.

    Raises DBAPIError as Connection.execute does, and TimeLimitError if the time of the transaction is over.
    """
    lists = {name: pad(value) for name, value in parameters.items() if isinstance(value, list | tuple)}
    lengths = tuple((name, len(values)) for name, values in lists.items())
    sql, names, constants = driver_statement(statement, connection.dialect, lengths)
    if lists or constants:
        parameters = {**constants, **parameters, **expand(lists)}
    driver: Any = connection.connection
    cursor: Any = driver.cursor()
    try:
        if (deadline := driver.info.get(INFO)) is not None:
            if names is None:
                deadline.limit_statement(cursor)
            else:
                deadline.check()
        cursor.execute(sql, parameters if names is None else [parameters[name] for name in names])
        rows: Rows = cursor.fetchall()
    except connection.dialect.loaded_dbapi.Error as error:
        if connection.dialect.is_disconnect(error, cursor.connection, cursor):
            connection.invalidate(error)
        raise dbapi_error(connection, sql, error) from error
    finally:
        cursor.close()
    return rows


@lru_cache(maxsize=500)
def driver_statement(statement: Statement, dialect: Dialect, lengths: tuple[tuple[str, int], ...]) -> DriverStatement:
    """Return a SELECT as a driver takes it, with as many parameters for each list as that has values."""
    binds = compile_select(statement, dialect).binds
    parameters = {name: None for name, bind in binds.items() if bind.required}
    lists = {name: [None] * length for name, length in lengths}
    compiled = compile_select(statement.params(parameters | lists), dialect, render_postcompile=True)
    constants = {name: bind.value for name, bind in binds.items() if not bind.required}
    constants |= expand({name: value for name, value in constants.items() if isinstance(value, list | tuple)})
    return DriverStatement(str(compiled), compiled.positiontup, constants)


def compile_select(statement: Statement, dialect: Dialect, **options: bool) -> SQLCompiler:
    """Return a SELECT compiled for a database."""
    compiled: Any = statement.compile(dialect=dialect, compile_kwargs=options)
    return cast(SQLCompiler, compiled)


def pad(values: Sequence[Any]) -> list[Any]:
    """Return values with the last one repeated up to a power of two, so that few lengths of lists are compiled."""
    length = 1 << max(len(values) - 1, 0).bit_length()
    return [*values, *list(values[-1:]) * (length - len(values))]


def expand(lists: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """Return the values of lists by the names that SQLAlchemy gives them: `terms_1`, `terms_2`."""
    expanded: dict[str, Any] = {}
    for name, values in lists.items():
        expanded.update(zip(numbered(name, len(values)), values, strict=True))
    return expanded


@lru_cache(maxsize=500)
def numbered(name: str, length: int) -> Sequence[str]:
    """Return the names of the values of a list, which has one of few lengths."""
    return [f"{name}_{number}" for number in range(1, length + 1)]
