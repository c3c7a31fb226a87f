"""A message as electronic mail."""

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from caseflow.messages.text import Text


def letter(text: Text, sender: str, receiver: str, key: str, at: datetime) -> EmailMessage:
    """The letter. `key` makes its Message-ID, the same whenever this message is sent again."""
    made = EmailMessage()
    made["Subject"] = text.subject
    made["From"] = sender
    made["To"] = receiver
    made["Date"] = format_datetime(at)
    made["Message-ID"] = f"<{key}@{sender.rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(f"{text.body}\n", cte="base64")
    return made
