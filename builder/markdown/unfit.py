"""What is said of Markdown that is left to Python-Markdown."""


class Unfit(Exception):
    """It has other means than those that are made here."""
