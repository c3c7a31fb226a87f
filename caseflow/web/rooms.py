"""Every room of pages."""

from caseflow.web import (
    account_page,
    acting,
    audit_pages,
    calendar_pages,
    cases,
    evidence,
    filing_page,
    health,
    home,
    ledgers,
    meeting_duties,
    papers,
    people_duties,
    reminders,
    rulebook_pages,
    unit_duties,
)

ROOMS = (
    home.bp,
    filing_page.bp,
    reminders.bp,
    meeting_duties.bp,
    ledgers.bp,
    cases.bp,
    evidence.bp,
    papers.bp,
    acting.bp,
    health.bp,
    unit_duties.bp,
    people_duties.bp,
    calendar_pages.bp,
    rulebook_pages.bp,
    audit_pages.bp,
    account_page.bp,
)
