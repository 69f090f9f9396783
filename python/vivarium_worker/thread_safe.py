"""`ThreadSafeAdapter`: one instance for all the calls of a worker, which overlap."""

from __future__ import annotations

import functools
import inspect
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from vivarium_worker.adapters.adapter import BaseAdapter
from vivarium_worker.adapters.tracking import RequestTracker, ThreadLocalStorage
from vivarium_worker.calls.current import current
from vivarium_worker.host.session import SessionContext

Function = TypeVar("Function", bound=Callable[..., Any])


class ThreadSafeAdapter(BaseAdapter):
    """One instance per worker, made before its first call: `initialize()` and `cleanup()` frame the worker's life.

    Up to `concurrency` calls run in it at once, each in a thread of its own. What they share and change needs
    `acquire_lock()`; what each thread keeps for itself is in its thread-local storage. `session_context` is that of
    the call that asks.
    """

    __thread_safe__ = True
    shared_instance = True

    _lock: threading.RLock
    _thread_local: ThreadLocalStorage
    _tracker: RequestTracker

    def __new__(cls, *args: Any, **kwargs: Any) -> Any:
        # Here, so that a class whose __init__ does not call ours works too.
        instance = super().__new__(cls)
        instance._lock = threading.RLock()
        instance._thread_local = ThreadLocalStorage()
        instance._tracker = RequestTracker()
        return instance

    @property
    def session_context(self) -> SessionContext | None:
        """What the call that runs here came with."""
        call = current.get()
        return self.__dict__.get("_given_context") if call is None else call.context

    @session_context.setter
    def session_context(self, context: SessionContext | None) -> None:
        # All calls share the instance, so what one of them stores is of use only where no call is.
        if current.get() is None:
            self.__dict__["_given_context"] = context

    @contextmanager
    def acquire_lock(self) -> Iterator[None]:
        """Lets one thread at a time into what follows; the same thread may enter again."""
        with self._lock:
            yield

    def get_thread_local(self, key: str, default: Any = None) -> Any:
        """What this thread has stored under a key."""
        return self._thread_local.get(key, default)

    def set_thread_local(self, key: str, value: Any) -> None:
        """Stores something for this thread alone."""
        self._thread_local.set(key, value)

    def clear_thread_local(self, key: str | None = None) -> None:
        """Forgets one key of this thread, or all of them."""
        self._thread_local.clear(key)

    @contextmanager
    def track_request(self, request_id: str | None = None) -> Iterator[str]:
        """Counts what follows as a request in `get_stats()`; gives its id."""
        with self._tracker.track(request_id) as tracked:
            yield tracked

    def get_stats(self) -> dict[str, Any]:
        """`total_requests`, `failed_requests`, `active_requests`, `max_active_requests`, `active` (id → seconds)."""
        return self._tracker.stats()


def thread_safe_method(function: Function) -> Function:
    """Marks a method as safe to run in several threads at once, and counts its calls. Above or below `@tool`."""
    if inspect.isgeneratorfunction(function) or inspect.isasyncgenfunction(function):
        wrapper: Any = function  # A generator runs turn by turn: it is not in a thread all the time.
    elif inspect.iscoroutinefunction(function):

        @functools.wraps(function)
        async def wrapper(self: Any, *args: Any, **kwargs: Any) -> Any:
            with self._tracker.track():
                return await function(self, *args, **kwargs)

    else:

        @functools.wraps(function)
        def wrapper(self: Any, *args: Any, **kwargs: Any) -> Any:
            with self._tracker.track():
                return function(self, *args, **kwargs)

    wrapper.__thread_safe__ = True
    return wrapper  # type: ignore[no-any-return]


def require_thread_safe(function: Function) -> Function:
    """Refuses, with a TypeError, to run a method on an adapter that does not say `__thread_safe__ = True`."""

    @functools.wraps(function)
    def wrapper(self: Any, *args: Any, **kwargs: Any) -> Any:
        if not getattr(self, "__thread_safe__", False):
            raise TypeError(
                f"{type(self).__name__}.{function.__name__} runs only in an adapter that is safe for threads:"
                " extend ThreadSafeAdapter, or set __thread_safe__ = True"
            )
        return function(self, *args, **kwargs)

    return wrapper  # type: ignore[return-value]


def validate_thread_safety(owner: type) -> list[str]:
    """What speaks against running this adapter in threads; empty when nothing does."""
    if not getattr(owner, "__thread_safe__", False):
        return [f"{owner.__name__} does not say __thread_safe__ = True; extend ThreadSafeAdapter"]
    shared = [name for name, value in vars(owner).items() if isinstance(value, (list, dict, set))]
    return [f"{owner.__name__}.{name} is shared by all threads: change it only under acquire_lock()" for name in shared]
