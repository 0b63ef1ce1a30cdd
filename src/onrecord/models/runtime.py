"""onnxruntime, which runs the statement model; nobody else loads it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any


def loaded(model: Path) -> Any:
    """A model of one thread, by a runtime that sends nothing and keeps nothing of its own.

    From 1.31 on onnxruntime reports its use to its maker: a device id under HOME, a file in the
    folder for temporary ones, and a call every few seconds. It asks this variable once, when it
    is loaded, and what it offers later (`disable_telemetry_events`) comes too late.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # over the user's own, which may be "0"
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
