"""The names of directives, and what each asks for."""

from builder.model.chronology import DRAWING as DRAWING

DATA = {"compare": "comparisons", "judgments": "judgments", "evidence": "judgments", "inference": "inferences"}
"""Those that draw from the page's data file, and from which part of it."""
DIRECTIVES = ("quote", "background", "briefings", "people", "sources", *DATA, *DRAWING)
ARGUED = {"quote", "background", "compare", "inference", *DRAWING}
"""Those that take an argument."""
