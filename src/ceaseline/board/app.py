"""The web application: one page, and an interface of questions that are only read."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from threading import Event
from typing import Annotated, Any, Literal

from fastapi import FastAPI, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response

from ceaseline import __version__
from ceaseline.board.assets import asset
from ceaseline.board.guard import App, Guard, Rules
from ceaseline.board.page import render
from ceaseline.board.query import Asked, AskedOfFutures, AskedOfOne, AskedOfWorth
from ceaseline.board.room import Room, Stopped
from ceaseline.board.shapes import Agreement, Answer, Drawing, Evidence, Faults, Standing, Story, Worth
from ceaseline.case import ChangeError
from ceaseline.study import Busy

_ABOUT = (
    "Questions to one case, only read. The whole question stands in the address: a package to start from, "
    "levers set otherwise, assumptions of one's own. Shares are of futures, given a ceasefire; differences "
    "are paired, with the same luck on both sides."
)
_KEEP = "no-cache"
_FAULTS: dict[int | str, dict[str, Any]] = {
    422: {"model": Faults, "description": "The question cannot be read, or the case does not allow it."},
    503: {"description": "Too many questions wait; ask again."},
}
_UNKNOWN: dict[int | str, dict[str, Any]] = {
    404: {"description": "The case has no such thing."},
    422: {"model": Faults},
}


def create_app(room: Room, rules: Rules | None = None) -> App:
    """Make the application of a board.

    Parameters
    ----------
    room
    rules
        Who may ask; this machine alone by default.

    Returns
    -------
    ASGI application
    """
    app = FastAPI(
        title="Ceaseline board",
        summary="Would the guarantee hold?",
        description=_ABOUT,
        version=__version__,
        docs_url=None,
        redoc_url=None,
    )
    app.state.room = room
    _add_pages(app, room)
    _add_questions(app, room)
    _add_slow(app, room)
    _add_case(app, room)
    app.add_exception_handler(ChangeError, _not_allowed)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(Busy, _busy)
    return Guard(app, rules or Rules())


def _not_allowed(_: Request, error: Exception) -> Response:
    problems = error.problems if isinstance(error, ChangeError) else (str(error),)
    faults = [{"loc": ["query"], "msg": problem, "type": "question"} for problem in problems]
    return JSONResponse({"detail": faults}, 422)


def _unreadable(_: Request, error: Exception) -> Response:
    """Say what is wrong where, without giving back what was sent."""
    found = error.errors() if isinstance(error, RequestValidationError) else []
    faults = [{"loc": list(fault["loc"]), "msg": fault["msg"], "type": fault["type"]} for fault in found]
    return JSONResponse({"detail": faults}, 422)


def _busy(_: Request, error: Exception) -> Response:
    return JSONResponse({"detail": str(error)}, 503, {"retry-after": "1"})


def _answered(data: Mapping[str, Any]) -> Response:
    return JSONResponse(data, headers={"cache-control": "no-store"})


def _add_pages(app: FastAPI, room: Room) -> None:
    @app.get("/", include_in_schema=False)
    def page() -> Response:
        return HTMLResponse(render(room), headers={"cache-control": _KEEP})

    @app.get("/static/{name}", include_in_schema=False)
    def static(name: str, request: Request) -> Response:
        found = asset(name)
        if found is None:
            return JSONResponse({"detail": "there is no such file"}, 404)
        headers = {"etag": found.tag, "cache-control": _KEEP}
        if request.headers.get("if-none-match") == found.tag:
            return Response(status_code=304, headers=headers)
        return Response(found.body, media_type=found.media_type, headers=headers)


def _add_questions(app: FastAPI, room: Room) -> None:
    @app.get("/api/answer", summary="Ladder, survival and differences", responses=_FAULTS)
    def answer(asked: Annotated[AskedOfFutures, Query()]) -> Answer:
        """Run a package, or read what is known of it, beside its baseline with the same luck."""
        return _answered(room.answer(asked, asked.futures, hurry=asked.hurry))  # type: ignore[return-value]

    @app.get("/api/promises", summary="Promises in force and what is missing", responses=_FAULTS)
    def promises(asked: Annotated[Asked, Query()]) -> Standing:
        """Return what is in force on the first day if nobody moves first, and if everyone trusts."""
        return _answered(room.standing(asked))  # type: ignore[return-value]

    @app.get("/api/future", summary="One future, month by month", responses=_FAULTS)
    def future(asked: Annotated[AskedOfOne, Query()]) -> Story:
        """Tell one future under the package and the baseline. One future is a story, not a finding."""
        return _answered(room.story(asked, asked.future, asked.find))  # type: ignore[return-value]


def _add_slow(app: FastAPI, room: Room) -> None:
    """Add what takes seconds: it runs on one thread, one at a time, and stops when nobody waits for it."""

    @app.get("/api/engines", summary="Do the engines agree?", responses=_FAULTS)
    def engines(asked: Annotated[Asked, Query()]) -> Agreement:
        """Run package and baseline under both decision rules and both land engines."""
        return _answered({"reads": room.engines(asked)["reads"]})  # type: ignore[return-value]

    @app.get("/api/worth", summary="What each group of promises is worth", responses=_FAULTS)
    async def worth(asked: Annotated[AskedOfWorth, Query()], request: Request) -> Worth:
        """Share the outcome out among the groups of promises, over all orders (Shapley values)."""
        stop = Event()
        work = asyncio.ensure_future(asyncio.to_thread(room.worth, asked, stop))
        try:
            while not (await asyncio.wait({work}, timeout=0.3))[0]:
                if await request.is_disconnected():
                    stop.set()
            return _answered(work.result())  # type: ignore[return-value]
        except Stopped:
            return JSONResponse({"detail": "nobody waits"}, 503)  # type: ignore[return-value]
        except ValueError as error:
            told = error if isinstance(error, ChangeError) else ChangeError((str(error),))
            return _not_allowed(request, told)  # type: ignore[return-value]

    @app.get("/api/charts/{name}", summary="A chart of the case itself", responses=_UNKNOWN)
    def chart(
        name: Annotated[Literal["map", "timeline"], Path(description="Which chart.")],
        width: Annotated[int, Query(ge=320, le=1600, description="Width in pixels.")] = 680,
    ) -> Drawing:
        """Return the map, or how the picture moved as reports came in."""
        try:
            return _answered(room.chart(name, width).data())  # type: ignore[return-value]
        except KeyError as error:
            return JSONResponse({"detail": str(error.args[0])}, 404)  # type: ignore[return-value]


def _add_case(app: FastAPI, room: Room) -> None:
    @app.get("/api/evidence/{lever}", summary="What stands behind a lever", responses=_UNKNOWN)
    def evidence(lever: Annotated[str, Path(max_length=120, examples=["force-uk"])]) -> Evidence:
        """Return positions with words, report, date and reviewer, latest first."""
        try:
            return _answered(room.evidence(lever))  # type: ignore[return-value]
        except KeyError as error:
            return JSONResponse({"detail": str(error.args[0])}, 404)  # type: ignore[return-value]

    @app.get("/api/case", summary="Everything that can be set")
    def case() -> dict[str, Any]:
        """Return levers, assumptions and packages with their scales, sources and rivals."""
        return _answered(room.controls())  # type: ignore[return-value]

    @app.get("/api/charts", summary="Specifications of the charts")
    def charts() -> dict[str, Any]:
        """Return Vega-Lite specifications with empty, named data sets."""
        return _answered(room.charts())  # type: ignore[return-value]
