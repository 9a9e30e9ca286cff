"""How patterns are written down: one alternative a line."""


def lines(text: str) -> str:
    """One pattern from a text with one alternative a line; a line indented further goes on with the one above."""
    alternatives: list[str] = []
    margin = min(len(line) - len(line.lstrip()) for line in text.splitlines() if line.strip())
    for line in filter(str.strip, text.splitlines()):
        if len(line) - len(line.lstrip()) > margin:
            alternatives[-1] += line.strip()
        else:
            alternatives.append(line.strip())
    return "(?:" + "|".join(alternatives) + ")"
