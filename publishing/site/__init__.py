"""The website of the course: the sources of each edition, and what Sphinx is told to make of them."""
