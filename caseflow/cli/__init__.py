"""The command line: every command by its name and where it lies."""

from caseflow.cli.frame import Frame

main = Frame(
    {
        "demo": "demo",
        "init": "init",
        "serve": "serve",
        "inspections": "inspections",
        "import": "import_:import_",
        "export": "export",
        "cases": "cases",
        "show": "show",
        "stats": "stats",
        "bulletin": "bulletin",
        "tick": "tick",
        "verify": "verify",
        "checkpoint": "checkpoint",
        "witness": "witness",
        "backup": "backup",
        "restore": "restore",
        "doctor": "doctor",
        "days": "days",
        "rules": "rules",
        "lifecycle": "lifecycle",
        "permissions": "permissions",
    }
)
"""Each command by its name, with the module of this package that holds it (`module:function` where named otherwise)."""
