"""Configuration of the documentation site; ``scripts/docs`` builds it."""

from ceaseline import __version__

project = "Ceaseline"
author = "Ceaseline contributors"
project_copyright = "Ceaseline contributors, MIT licence"
release = version = __version__

extensions = ["myst_parser", "numpydoc", "sphinx.ext.autodoc", "sphinx.ext.mathjax", "sphinx.ext.viewcode"]
exclude_patterns = ["_build"]
source_suffix = {".md": "markdown"}

myst_enable_extensions = ["colon_fence", "dollarmath"]
myst_fence_as_directive = ["math"]  # as GitHub writes equations
myst_heading_anchors = 3
suppress_warnings = ["myst.xref_missing"]  # links to files of the repository that are no pages

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
numpydoc_show_class_members = False
autosummary_generate = False

html_theme = "furo"
html_title = "Ceaseline"
html_theme_options = {"navigation_with_keys": True}
