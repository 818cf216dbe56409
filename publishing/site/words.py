"""What the website itself says, in each language; the lessons bring their own words."""

from __future__ import annotations

WORDS = {
    "en": {
        "language": "English",
        "languages": "Language",
        "read": "Read in English",
        "lessons": "Lessons",
        "number": "Lesson",
        "minutes": "{reading} min reading · {exercises} min exercises",
        "begin": "Begin with the first lesson",
        "binder": "Open in Binder",
        "download": "Download the notebook",
        "handout": "Handout to print (PDF)",
        "turn": "**Here the exercises can be read. To answer them, let the lesson run:** [open it in Binder]({binder}) "
                "with nothing to install, or [download the notebook]({download}) into your copy of the course. "
                "Every answer is then judged at once, and there are hints and solutions.",
        "answers": "This cell answers when the lesson runs.",
        "moves": "Shown as the lesson was last run. Sliders and fields come alive when you let it run.",
        "cards": "Formula cards",
        "cards_lead": "The formulas of every lesson on one page. What a letter means stands in its lesson.",
        "more": "Reference",
        "about": "About the course",
        "search_lead": "Finds words in lessons, questions and tables, whatever their ending.",
        "licence": "The crmlessons authors. Texts under CC BY 4.0, code under BSD-3-Clause.",
    },
    "ro": {
        "language": "Română",
        "languages": "Limba",
        "read": "Citește în română",
        "lessons": "Lecții",
        "number": "Lecția",
        "minutes": "{reading} min citit · {exercises} min exerciții",
        "begin": "Începe cu prima lecție",
        "binder": "Deschide în Binder",
        "download": "Descarcă lecția",
        "handout": "Fișă de tipărit (PDF)",
        "turn": "**Aici exercițiile se pot citi. Ca să răspunzi, lecția trebuie să ruleze:** [deschide-o în "
                "Binder]({binder}), fără nicio instalare, sau [descarcă lecția]({download}) în copia ta a cursului. "
                "Atunci fiecare răspuns este judecat pe loc și ai la îndemână indicii și rezolvări.",
        "answers": "Celula aceasta răspunde când lecția rulează.",
        "moves": "Așa cum a rulat lecția ultima dată. Cursoarele și câmpurile prind viață când lecția rulează.",
        "cards": "Fișe cu formule",
        "cards_lead": "Formulele tuturor lecțiilor, pe o pagină. Ce înseamnă o literă stă scris în lecția ei.",
        "more": "De consultat",
        "about": "Despre curs",
        "search_lead": "Găsește cuvinte din lecții, întrebări și tabele, cu orice terminație, cu sau fără diacritice.",
        "licence": "Autorii crmlessons. Textele sub CC BY 4.0, codul sub BSD-3-Clause.",
    },
}

UNTRANSLATED = {  # every edition but the English one
    "ro": {
        "mark": "în engleză",
        "lesson": "Această lecție nu este încă tradusă. Textul ei este în engleză:",
        "cards": "Lecțiile care nu sunt încă traduse își au fișele pe [pagina în engleză]({cards}).",
    },
}
