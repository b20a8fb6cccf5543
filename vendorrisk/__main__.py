"""``python -m vendorrisk`` is the same as the command."""

from vendorrisk.cli import main

raise SystemExit(main())
