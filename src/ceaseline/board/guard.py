"""Who may ask: the board answers the person in front of it, and nobody whom a foreign page sends."""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

#: Longest address with its query, and most bytes of all headers.
LONGEST_TARGET, MOST_HEADERS = 32_768, 65_536
COOKIE = "ceaseline-board"
_LOCAL = ("localhost", "127.0.0.1", "::1")

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
#: Sent with every response. The policy allows no inline script or style and no evaluation of text.
HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True)
class Rules:
    """Who may ask.

    Parameters
    ----------
    hosts
        Names under which the board may be asked for, besides those of this machine.
    any_address
        Whether any address in figures will do as a name: for a board bound to more than this machine,
        where the token keeps strangers out.
    token
        What a browser must have shown once; empty for none.
    """

    hosts: tuple[str, ...] = ()
    any_address: bool = False
    token: str = ""

    def knows(self, host: str) -> bool:
        """Say whether the board may be asked for under a name.

        Examples
        --------
        >>> Rules().knows("localhost:8731"), Rules().knows("evil.example"), Rules().knows("10.0.0.2")
        (True, False, False)
        >>> Rules(any_address=True).knows("10.0.0.2:80")
        True
        """
        name = _name(host)
        if name in _LOCAL or name in self.hosts:
            return True
        return self.any_address and _is_address(name)


def _name(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class Guard:
    """Refuses what is not asked by a page of the board itself, and adds the headers of every response.

    Parameters
    ----------
    app
        The application behind.
    rules
    """

    def __init__(self, app: App, rules: Rules) -> None:
        self.app = app
        self.rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or pass on one request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
        }
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await _say(send, *refusal)
            return
        if self.rules.token:
            shown = dict(parse_qsl(scope["query_string"].decode("latin-1"))).get("token", "")
            if shown and scope["path"] == "/":
                await self._enter(scope, shown, send)
                return
            if not self._entered(headers):
                await _say(send, 401, "open the address that the program printed: it carries the token")
                return
        await self.app(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_TARGET:
            return 414, "the address is too long"
        if sum(len(name) + len(value) for name, value in scope["headers"]) > MOST_HEADERS:
            return 431, "the headers are too long"
        if scope["method"] not in ("GET", "HEAD"):
            return 405, "the board is only read: GET or HEAD"
        if headers.get("content-length", "0") != "0" or "transfer-encoding" in headers:
            return 413, "a question has no body"
        if not self.rules.knows(headers.get("host", "")):
            return 421, "the board is not asked for under this name"
        if not self._is_own(headers):
            return 403, "another site may not ask the board"
        return None

    def _is_own(self, headers: dict[str, str]) -> bool:
        """Say whether a request comes from a page of the board, or from the person who opens it."""
        origin = headers.get("origin")
        if origin is not None and urlsplit_host(origin) != headers.get("host", "").lower():
            return False
        if headers.get("sec-fetch-site", "none") in ("none", "same-origin"):
            return True
        return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"

    def _entered(self, headers: dict[str, str]) -> bool:
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and _same(bearer.strip(), self.rules.token):
            return True
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        except CookieError:
            return False
        return cookie is not None and _same(cookie.value, self.rules.token)

    async def _enter(self, scope: Scope, shown: str, send: Send) -> None:
        """Take the token out of the address and into a cookie, so that links can be passed on without it."""
        if not _same(shown, self.rules.token):
            await _say(send, 401, "this token is not the board's")
            return
        rest = [(name, value) for name, value in _query(scope) if name != "token"]
        place = f"/?{urlencode(rest)}" if rest else "/"
        cookie = f"{COOKIE}={self.rules.token}; Path=/; HttpOnly; SameSite=Strict"
        await _say(send, 303, "", {"location": place, "set-cookie": cookie})


def urlsplit_host(origin: str) -> str:
    """Return host and port of an origin, empty if it has none.

    Examples
    --------
    >>> urlsplit_host("http://localhost:8731"), urlsplit_host("null")
    ('localhost:8731', '')
    """
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


def _query(scope: Scope) -> Iterable[tuple[str, str]]:
    return parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _with_headers(send: Send) -> Send:
    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            held = {name for name, _ in message["headers"]}
            added = [(n.encode(), v.encode()) for n, v in HEADERS.items() if n.encode() not in held]
            message = {**message, "headers": [*message["headers"], *added]}
        await send(message)

    return sending


async def _say(send: Send, status: int, text: str, headers: dict[str, str] | None = None) -> None:
    body = text.encode()
    fields = {
        "content-type": "text/plain; charset=utf-8",
        "content-length": str(len(body)),
        "cache-control": "no-store",
        **({"allow": "GET, HEAD"} if status == 405 else {}),
        **HEADERS,
        **(headers or {}),
    }
    start = {"type": "http.response.start", "status": status}
    await send({**start, "headers": [(name.encode(), value.encode()) for name, value in fields.items()]})
    await send({"type": "http.response.body", "body": body})
