"""How long a build takes, beside the theme alone on the same pages. Not a test: figures are read by people."""
