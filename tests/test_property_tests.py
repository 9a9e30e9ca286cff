"""What a property test finds can be found again: the failing run itself says how."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


def test_a_failing_property_prints_the_example_and_the_line_that_repeats_it() -> None:
    @settings(database=None)
    @given(st.integers())
    def broken(number: int) -> None:
        assert number < 100

    with pytest.raises(AssertionError) as failure:
        broken()

    told = "\n".join(failure.value.__notes__)
    assert "number=100" in told
    assert "@reproduce_failure" in told
