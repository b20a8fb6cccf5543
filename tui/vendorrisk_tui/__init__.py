"""The terminal application of vendorrisk: the screens that procurement staff keep open all day.

It talks to the library through its public names, holds immutable snapshots and decides nothing: no parsing, no dates, no rules stand here.
One file a screen; what screens share (lists, inputs, search, words) has a file of its own.
"""

# Nothing above this may import textual: its kitty mode garbles what a Japanese input method commits in one go (8.2.8, five characters and
# more), and the switch is read when textual is first imported.  Not on Windows: there the driver asks for kitty keys whatever the switch
# says, and with the switch on the parser would drop Esc and every Ctrl+letter.
import os
import sys

if sys.platform != "win32":
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
