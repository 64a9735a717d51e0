"""Every quote of a project found in its text again, in this process: folding, searching, offsets."""

import os
import resource
import time
from pathlib import Path

from benchmarks.measure import KIBIBYTE, Cost
from builder.read.sources import read_sources
from builder.resolve.anchoring import locate
from builder.resolve.haystack import haystack

NAME = "of it, quotes found in their texts"


def anchored(project: Path) -> Cost:
    """What it took, reading aside; raises `ValueError` where a quote does not stand in one place."""
    sources, _ = read_sources(project / "sources", project, lambda _: None)
    begun, cpu = os.times().elapsed, time.process_time()
    for source in sources.values():
        hay = haystack(source.text or "", source.language)
        for annotation in source.annotations:
            if len(locate(hay, annotation.selector).places) != 1:
                raise ValueError(f"{source.id}/{annotation.id}")
    used = resource.getrusage(resource.RUSAGE_SELF)
    return Cost(time.process_time() - cpu, os.times().elapsed - begun, used.ru_maxrss * KIBIBYTE)
