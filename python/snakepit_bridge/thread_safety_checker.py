"""What speaks against running an adapter in threads."""

from vivarium_worker.thread_safe import require_thread_safe as check_thread_safe
from vivarium_worker.thread_safe import validate_thread_safety as check_common_pitfalls
from vivarium_worker.thread_safe import validate_thread_safety as validate_adapter_thread_safety

__all__ = ["check_common_pitfalls", "check_thread_safe", "validate_adapter_thread_safety"]
