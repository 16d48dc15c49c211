"""`python -m presselese`: the command, where it is not on the path."""

from presselese.cli import main

main()
