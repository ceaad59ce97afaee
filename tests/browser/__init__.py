import pytest

for steps in ("faults.tab", "interview_mode", "journey", "keyboard", "steps"):
    pytest.register_assert_rewrite(f"tests.browser.{steps}")
