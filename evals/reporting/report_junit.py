"""JUnit XML: each conversation a test case, for whatever CI shows."""

import re
from xml.etree import ElementTree as ET

from evals.playing.session import Session
from evals.reporting.failure import screen

_UNPRINTABLE = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(session: Session) -> str:
    """One suite."""
    errors = sum(one.verdict.outcome in ("infra_error", "harness_error", "stale") for one in session.played)
    suite = ET.Element(
        "testsuite",
        name="evals",
        tests=str(len(session.played)),
        failures=str(len(session.failed) - errors),
        errors=str(errors),
        time=f"{session.seconds:.3f}",
    )
    for one in session.played:
        case = ET.SubElement(suite, "testcase", classname=one.kind, name=one.run.name, time=f"{one.run.seconds:.3f}")
        if one.verdict.outcome == "quarantined":
            ET.SubElement(case, "skipped", message="in quarantine")
        elif not one.verdict.passed:
            tag = "error" if one.verdict.outcome in ("infra_error", "harness_error", "stale") else "failure"
            first = one.verdict.findings[0].text if one.verdict.findings else one.verdict.outcome
            fault = ET.SubElement(case, tag, message=_clean(first), type=one.verdict.outcome)
            fault.text = _clean(screen(one.run, one.verdict))
    return ET.tostring(suite, encoding="unicode", xml_declaration=True) + "\n"


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub("\ufffd", text)
