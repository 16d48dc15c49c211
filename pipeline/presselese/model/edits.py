"""Lemma rules: how a lemma comes from a form, written so that many words share one rule.

A rule is `CASE PREFIX SUFFIX` joined by `|`: what becomes of capitals (`l` small, `=` as in the form, `t` first
letter capital), then the edits before and behind the longest stretch that form and lemma share. An edit is a run of
steps: `.` keeps a character, `-` drops one, `+x` puts x in. `l|..--|` is *angekommen* → *ankommen*.
A lemma that no rule reaches is written out: `!lemma`.
"""

from __future__ import annotations

from difflib import SequenceMatcher


def rule_for(form: str, lemma: str) -> str:
    """The rule that leads from `form` to `lemma`; `apply_rule` undoes it exactly."""
    low_form, low_lemma = form.lower(), lemma.lower()
    lengths_differ = len(low_form) != len(form) or len(low_lemma) != len(
        lemma
    )  # letters whose small form is longer
    if lengths_differ or "|" in lemma:
        return f"!{lemma}"
    shared = SequenceMatcher(None, low_form, low_lemma, autojunk=False).find_longest_match()
    if not shared.size:
        return f"!{lemma}"
    prefix = _steps(low_form[: shared.a], low_lemma[: shared.b])
    suffix = _steps(low_form[shared.a + shared.size :], low_lemma[shared.b + shared.size :])
    for case in "l=t":
        rule = f"{case}|{prefix}|{suffix}"
        if apply_rule(rule, form) == lemma:
            return rule
    return f"!{lemma}"


def apply_rule(rule: str, form: str) -> str | None:
    """The lemma that `rule` makes of `form`, or None where the form is too short for it."""
    if rule.startswith("!"):
        return rule[1:]
    case, prefix, suffix = rule.split("|", 2)
    head, tail = _consumed(prefix), _consumed(suffix)
    if head + tail >= len(form):
        return None
    middle = form[head : len(form) - tail]
    lemma = _edited(prefix, form[:head]) + middle + _edited(suffix, form[len(form) - tail :])
    if case == "l":
        return lemma.lower()
    return lemma[:1].upper() + lemma[1:].lower() if case == "t" else lemma


def _steps(source: str, target: str) -> str:
    """The steps from one string to the other; drops come before insertions, so that equal changes look equal."""
    steps = []
    for kind, a, b, c, d in SequenceMatcher(None, source, target, autojunk=False).get_opcodes():
        if kind == "equal":
            steps.append("." * (b - a))
        else:
            steps.append("-" * (b - a) + "".join(f"+{x}" for x in target[c:d]))
    return "".join(steps)


def _consumed(steps: str) -> int:
    count, at = 0, 0
    while at < len(steps):
        if steps[at] == "+":
            at += 2
        else:
            count += 1
            at += 1
    return count


def _edited(steps: str, source: str) -> str:
    out, read, at = [], 0, 0
    while at < len(steps):
        if steps[at] == "+":
            out.append(steps[at + 1])
            at += 2
            continue
        if steps[at] == ".":
            out.append(source[read])
        read += 1
        at += 1
    return "".join(out)
