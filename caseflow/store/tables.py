"""Every table of the product, gathered so that one import knows them all."""

from caseflow.store import (
    accounts,
    case,
    ceremony,
    checkpoints,
    city,
    files,
    log,
    meeting,
    messages,
    procedure,
    runs,
    tasks,
    vault,
)
from caseflow.store.base import Base

METADATA = Base.metadata
ROOMS = (
    log,
    city,
    case,
    tasks,
    procedure,
    meeting,
    runs,
    messages,
    accounts,
    ceremony,
    vault,
    files,
    checkpoints,
)
