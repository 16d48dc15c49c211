"""Write docs/cli.md from the commands themselves: `python docs/make_cli_page.py [--check]`."""

from __future__ import annotations

import inspect
import re
import sys
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import typer

from presselese.cli import app

PAGE = Path(__file__).with_name("cli.md")
HEAD = """# The command line

<!-- made by docs/make_cli_page.py from pipeline/presselese/cli/: do not edit -->

`presselese COMMAND --help` prints the same. Exit codes: 0 all done; 1 done, but some documents failed, or a figure is
below its floor; 2 wrong usage or a faulty file, nothing was started. Messages go to standard error, a line each; results
to standard output. `NO_COLOR=1` turns colours off, and `presselese --install-completion` teaches your shell the options.
"""
EXAMPLE = re.compile(r"\s*Examples?:\s*(presselese [^\n]+)")
MARKUP = re.compile(r"\[/?(?:bold|dim|green|cyan|yellow|red)[^\]]*\]")


def page() -> str:
    """The whole page as Markdown."""
    root = typer.main.get_command(app)
    parts = [HEAD, *_options(root)]
    for path, command in commands(root, "presselese"):
        parts += [f"\n## {path}\n", *_command(path, command)]
    return "\n".join(parts) + "\n"


def commands(group: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every command with its whole name, in the order of `--help`."""
    for name, command in group.commands.items():
        inner = f"{path} {name}"
        is_group = hasattr(command, "commands")
        if not is_group or command.invoke_without_command:
            yield inner, command
        if is_group:
            yield from commands(command, inner)


def _command(path: str, command: Any) -> Iterator[str]:
    told = MARKUP.sub("", "\n\n".join(filter(None, [command.help, command.epilog])))
    examples = EXAMPLE.findall(told)
    for paragraph in re.split(r"\n\s*\n", EXAMPLE.sub("", told)):
        if paragraph.strip():
            yield _escaped(paragraph) + "\n"
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    usage = " ".join([path, "[OPTIONS]", *map(_name, arguments)])
    yield f"```text\n{usage}\n```\n"
    if examples:
        yield "For example:\n"
        if path.endswith(" install"):
            yield "<!-- not run: needs the network -->"
        yield "```sh\n" + "\n".join(map(_one_line, examples)) + "\n```\n"
    if arguments:
        yield "| argument | what |\n|---|---|"
        yield from (f"| `{_name(argument)}` | {_cell(argument.help or '')} |" for argument in arguments)
        yield ""
    yield from _options(command)


def _options(command: Any) -> Iterator[str]:
    options = [param for param in command.params if param.param_type_name == "option" and not param.hidden]
    options = [option for option in options if not option.name.endswith("_completion")]  # typer's own words
    hints = typing.get_type_hints(inspect.unwrap(command.callback)) if command.callback else {}
    if options:
        yield "| option | what |\n|---|---|"
        for option in options:
            names = ", ".join(f"`{name}`" for name in sorted([*option.opts, *option.secondary_opts], key=len))
            value = "" if option.is_flag else f" `{_cell(option.metavar or _value(hints[option.name]))}`"
            yield f"| {names}{value} | {_cell(option.help or '')}{_default(option)} |"


def _name(argument: Any) -> str:
    return str(argument.metavar or argument.name.upper())


def _value(hint: Any) -> str:
    """What an option takes: its closed list of words, or the kind of value."""
    if get_origin(hint) is Literal:
        return "/".join(get_args(hint))
    if inner := [kind for kind in get_args(hint) if kind is not type(None)]:
        return _value(inner[0])
    return {Path: "PATH", str: "TEXT", int: "NUMBER", float: "NUMBER"}[hint]


def _default(option: Any) -> str:
    if option.required:
        return " Required."
    if option.secondary_opts:
        return f" Default: `{(option.opts if option.default else option.secondary_opts)[0]}`."
    if option.is_flag or option.default is None or "default" in (option.help or "").lower():
        return ""
    return f" Default: `{option.default}`."


def _cell(text: str) -> str:
    return _escaped(text).replace("|", "/")  # a table of the site has no way to show a bar in code


def _escaped(text: str) -> str:
    """On one line; what Markdown would take for marks stays as it is."""
    return _one_line(text).replace("*", "\\*").replace("<", "&lt;")


def _one_line(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page():
            raise SystemExit(f"{PAGE.name} is not what the commands say: run python docs/make_cli_page.py")
    else:
        PAGE.write_text(page(), encoding="utf-8")
