"""How many pages are made at a time: each takes a thread, and the memory of what it shows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import anyio
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

Make = Callable[[Request], Response]

WORKING, WAITING = 2, 30
"""So many pages are made at once, and so many requests wait for their turn; more are told to come
again."""
BUSY = "More was asked at once than this page answers."


class Turns:
    """Makes pages in threads, a few at a time, in the order in which they were asked for."""

    def __init__(self) -> None:
        self.limiter = anyio.CapacityLimiter(WORKING)

    def __call__(self, make: Make) -> Callable[[Request], Awaitable[Response]]:
        """The same in its turn; nothing is made for who has gone while waiting."""

        async def in_turn(request: Request) -> Response:
            if self.limiter.statistics().tasks_waiting >= WAITING:
                raise HTTPException(503, BUSY, {"Retry-After": "2"})
            async with self.limiter:
                if await request.is_disconnected():
                    return Response(status_code=503)
                return await anyio.to_thread.run_sync(make, request)

        return in_turn
