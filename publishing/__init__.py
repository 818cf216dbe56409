"""What is made from the committed notebooks: their normal form, slides, the lecturer's edition, handouts, the website.

Everything here reads ``notebooks/`` and the package; the package and the lessons never read this.
"""
