"""What is made from the committed notebooks.

Everything here reads ``notebooks/`` and the package; they never read this.

One command a product, each of them a verb of ``course.py``:

- ``notebooks``: their normal form and the course map;
- ``slides``, with ``slide_cells``: what of a cell comes on a slide;
- ``lecturer``, with ``questions``, ``sittings`` (minutes and cuts) and ``plan`` (the course plan);
- ``handout``, with ``booklet`` (the formula cards);
- ``classlist`` and ``collect``, with ``names``, ``register``, ``returned`` (reads notebooks, runs nothing),
  ``grading``, ``collect_words`` and ``spreadsheet``;
- ``moodle``, with ``moodle_questions`` and ``moodle_xml``;
- ``website``, with ``site``.

They share ``lesson`` (a notebook as it is read), ``pages`` (its cells as HTML), ``document`` and ``printing``
(templates, PDF) and ``programs`` (Chromium and LibreOffice on this machine).
"""
