"""Names of what a build has beside a site and in a project while it runs, and leaves there if it is killed."""

BESIDE = ".site-"
"""How the names of folders begin in which a site is made, or set aside."""
PAGES = ".pages"
"""Where the second host has its input."""
