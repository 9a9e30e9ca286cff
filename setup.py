"""Builds the package as pyproject.toml says, with the prompt beside the code that reads it.

The prompt lies in the root of the checkout, where everybody finds it; a package has no root of its own.
"""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class WithThePrompt(build_py):
    """Copies system_prompt.txt to where an installed package looks for it."""

    def run(self) -> None:
        """As always, and the prompt; not where the checkout itself is what is imported."""
        super().run()
        if not self.editable_mode:
            self.copy_file("system_prompt.txt", str(Path(self.build_lib) / "graph" / "understanding" / "model"))


setup(cmdclass={"build_py": WithThePrompt})
