"""Nobody but the person in front of the board is answered, and nothing runs on its page but its own files."""

from collections.abc import Iterator, Mapping
from http.client import HTTPConnection

import pytest
from httpx import Client
from tests.board.support import served

from ceaseline.board import open_socket, serve
from ceaseline.board.assets import NAMES
from ceaseline.board.guard import COOKIE, LONGEST_TARGET, Rules
from ceaseline.board.room import Room
from ceaseline.case import Case

TOKEN = "0123456789abcdef"


@pytest.fixture(scope="module")
def guarded(room: Room) -> Iterator[Client]:
    with served(room, Rules(any_address=True, token=TOKEN)) as home, Client(base_url=home) as found:
        yield found


@pytest.mark.parametrize("host", ["localhost:8731", "127.0.0.1:8731", "[::1]:8731", "localhost"])
def test_this_machine_is_answered(client: Client, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.5", ""]
)
def test_a_foreign_name_is_refused(client: Client, host: str) -> None:
    assert client.get("/api/case", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:1"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script"},
        {"sec-fetch-site": "same-site", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"},
    ],
)
def test_a_foreign_page_is_refused(client: Client, headers: Mapping[str, str]) -> None:
    assert client.get("/api/case", headers=headers).status_code == 403


def test_a_link_from_elsewhere_may_open_the_page(client: Client) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert client.get("/", headers=headers).status_code == 200
    framed = {**headers, "sec-fetch-dest": "iframe"}
    assert client.get("/", headers=framed).status_code == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_it_is_only_read(client: Client, method: str) -> None:
    answer = client.request(method, "/api/answer")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


def test_limits(client: Client) -> None:
    assert client.request("GET", "/api/case", content=b"x" * 10).status_code == 413
    assert client.get(f"/api/answer?package={'x' * LONGEST_TARGET}").status_code == 414
    assert client.get("/", headers={"x-padding": "x" * 70_000}).status_code == 431
    assert client.get("/api/answer?futures=1000064").status_code == 422
    assert client.get("/api/answer", params={"lever": ["a:on"] * 201}).status_code == 422


@pytest.mark.parametrize("path", ["/", "/static/board.js", "/api/case", "/api/nothing", "/static/nothing"])
def test_every_response_carries_the_policy(client: Client, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_refusals_carry_the_policy_too(client: Client) -> None:
    assert "content-security-policy" in client.get("/", headers={"host": "evil.example"}).headers


@pytest.mark.parametrize(
    "path",
    [
        "/static/../room.py",
        "/static/..%2Froom.py",
        "/static/%2e%2e/%2e%2e/case.yaml",
        "/static//etc/passwd",
        "/static/board.js%00.css",
        "/cases/korea-1953/case.yaml",
        "/case.yaml",
    ],
)
def test_no_path_leads_out(client: Client, path: str) -> None:
    asking = HTTPConnection(client.base_url.host, client.base_url.port)
    asking.request("GET", path)
    answer = asking.getresponse()
    assert answer.status == 404
    assert b"schema:" not in answer.read()
    asking.close()


@pytest.mark.parametrize("name", NAMES)
def test_listed_files_are_served_and_kept(client: Client, name: str) -> None:
    answer = client.get(f"/static/{name}")
    assert answer.status_code == 200
    again = client.get(f"/static/{name}", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_elsewhere_a_token_is_needed(guarded: Client) -> None:
    assert guarded.get("/").status_code == 401
    assert guarded.get("/api/case").status_code == 401
    assert guarded.get("/?token=0123456789abcdeX").status_code == 401
    assert guarded.get("/api/case", headers={"authorization": "Bearer wrong"}).status_code == 401
    assert guarded.get("/api/case", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_the_token_leaves_the_address(guarded: Client) -> None:
    entered = guarded.get(f"/?package=none&token={TOKEN}")
    assert (entered.status_code, entered.headers["location"]) == (303, "/?package=none")
    cookie = entered.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    guarded.cookies.set(COOKIE, TOKEN)
    assert guarded.get("/api/case").status_code == 200
    guarded.cookies.clear()


def test_elsewhere_an_address_in_figures_will_do(guarded: Client) -> None:
    headers = {"host": "192.168.0.7:8731", "authorization": f"Bearer {TOKEN}"}
    assert guarded.get("/api/case", headers=headers).status_code == 200
    assert guarded.get("/api/case", headers={**headers, "host": "evil.example"}).status_code == 421


def test_another_host_needs_a_token(korea: Case) -> None:
    with pytest.raises(ValueError, match="needs a token"):
        serve(korea, "korea-1953", host="0.0.0.0")


def test_a_port_that_is_taken() -> None:
    with open_socket("127.0.0.1", 0) as first:
        first.listen()
        port = first.getsockname()[1]
        assert first.getsockname()[0] == "127.0.0.1"
        with pytest.raises(OSError, match="in use"):
            open_socket("127.0.0.1", port)
