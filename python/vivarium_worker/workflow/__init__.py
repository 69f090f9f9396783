"""Workflows: nodes and edges that are written down here and run by the host, as supervised actors."""

from vivarium_worker.workflow.executor import Executor
from vivarium_worker.workflow.node import Node
from vivarium_worker.workflow.result import WorkflowResult
from vivarium_worker.workflow.workflow import Workflow

__all__ = ["Executor", "Node", "Workflow", "WorkflowResult"]
