"""The process in which `apart` has a picture looked at: MEMORY (MB) and SECONDS as arguments, bytes in, digits out."""

import resource
import sys

from caseflow.photos.fingerprint import fingerprint

MEGABYTE = 2**20


def main() -> int:
    """Looks at one picture within the bounds; whatever goes wrong ends the process, and says nothing."""
    memory, seconds = (int(argument) for argument in sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_AS, (memory * MEGABYTE, memory * MEGABYTE))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.write(fingerprint(sys.stdin.buffer.read()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
