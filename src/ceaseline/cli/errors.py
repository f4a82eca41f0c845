"""Exit codes, and the refusal that carries one."""

#: Done.
OK = 0
#: Something failed that is no fault of the input: no memory, or a fault of the program (with a traceback).
FAILED = 1
#: Wrong usage, or input that cannot be used: an unknown name, a number out of range, a case with problems.
WRONG = 2
#: The answer was computed but could not be written where it was asked for.
UNWRITTEN = 3
#: Stopped by the user (128 + SIGINT, as shells count).
INTERRUPTED = 130

MEANING = {
    OK: "done",
    FAILED: "failed for a reason outside the input, such as lack of memory",
    WRONG: "wrong usage, or a case, name or number that cannot be used",
    UNWRITTEN: "the answer could not be written to the file asked for",
    INTERRUPTED: "interrupted",
}


class Refusal(Exception):
    """The command cannot do what it was asked; printed as one line, without a traceback.

    Parameters
    ----------
    message
        What is wrong and what would be right.
    code
        Exit code.
    """

    def __init__(self, message: str, code: int = WRONG) -> None:
        super().__init__(message)
        self.code = code
