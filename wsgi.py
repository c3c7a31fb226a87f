"""The WSGI application, for servers other than `caseflow serve`."""

import os

from caseflow.settings import Settings
from caseflow.web.app import create_app

app = create_app(Settings.read(os.environ))
