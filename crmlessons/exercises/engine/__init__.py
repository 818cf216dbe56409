"""What a topic's exercises are declared with."""

from crmlessons.exercises.engine.arranging import Ordering
from crmlessons.exercises.engine.case import Fact, Vary
from crmlessons.exercises.engine.choosing import Choice, Option
from crmlessons.exercises.engine.exercise import Exercise, Mistake
from crmlessons.exercises.engine.finding import Lesson
from crmlessons.exercises.engine.measured import Guess, Number, Table
from crmlessons.exercises.engine.opened import Open

__all__ = ["Choice", "Exercise", "Fact", "Guess", "Lesson", "Mistake", "Number", "Open", "Option", "Ordering", "Table",
           "Vary"]
