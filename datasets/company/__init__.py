"""The model of the case company: who its customers are, and how they behave.

The company is simulated: a regional internet and television provider. Every module makes one table, or two that belong
together, says its rules at the top, and holds their true values as constants:

    contacts    the campaign of twelve weeks, and who is won by it
    calls       conversations with small firms, scored by two raters, and who is won by them
    people      the customers: where they come from, and what decides how long they stay
    months      the ledger of 24 months with the invoices to small firms: who leaves, who pays, who pays late and why
    offers      further offers to loyal customers, with a control group
    tickets     calls for technical support
    survey      what customers think of the company, and whether they buy again
    raw         a spoilt copy of some contacts, to be cleaned

Only uniform draws, products, sums and square roots are used, so that every machine computes the same digits.
"""
