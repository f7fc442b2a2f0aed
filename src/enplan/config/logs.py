"""How is an error written down? What failed and where in the code, and nothing of whom: messages may carry content."""

import logging
import traceback
from types import TracebackType


class WithoutContent(logging.Formatter):
    """A line for each record; of an error its kind and the places in the code, not its message."""

    def formatException(  # noqa: N802  # the name is Python's
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """The places it came through, innermost last, and the kind of each error in the chain."""
        parts: list[str] = []
        error = ei[1]
        while error is not None:
            parts.append("".join(traceback.format_tb(error.__traceback__)) + type(error).__qualname__)
            error = error.__cause__ or error.__context__
        return "\nafter:\n".join(parts)
