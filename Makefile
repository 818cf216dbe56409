# Every target is one call of course.py, which does the same where there is no make:  python course.py lab
# What follows is passed on in ARGS:  make lab ARGS="--no-browser --port 8899"
PYTHON ?= python3
.PHONY: help lab test notebooks classlist collect moodle slides lecturer handout website check bench words lock

help:
	@$(PYTHON) course.py
lab test notebooks classlist collect moodle slides lecturer handout website check bench words lock:
	@$(PYTHON) course.py $@ $(ARGS)
