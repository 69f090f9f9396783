"""Who may ask: whoever bears the token, and no page in a browser."""

from __future__ import annotations

import hmac

from starlette.requests import Request

from vivarium_worker.agent.failure import Failure, failure

_HERE = frozenset({"127.0.0.1", "localhost", "::1", "testserver"})


def refusal(request: Request, token: str | None) -> Failure | None:
    """Why this request is refused; `None` when it isn't.

    A page can reach the loopback under a name of its own (DNS rebinding), and can post text without asking.
    """
    if "origin" in request.headers or request.url.hostname not in _HERE:
        return failure(403, "Forbidden", "agents answer programs on this machine, not pages")
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        return failure(415, "UnsupportedMediaType", "send JSON, with Content-Type: application/json")
    given = request.headers.get("authorization", "")
    if token is not None and not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        return failure(401, "Unauthorized", "the token is missing or wrong: send Authorization: Bearer TOKEN")
    return None
