"""Keys are taken out of what is typed and of what a model answers; words that only look like some are left."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.masking import MASK, masked, masked_within

LETTERS = string.ascii_letters + string.digits
FORMS = {
    "Cal.com": "cal_live_{}",
    "an OpenAI-like one": "sk-proj-{}",
    "Stripe": "sk_test_{}",
    "GitHub": "ghp_{}",
    "GitHub, fine-grained": "github_pat_{}",
    "GitLab": "glpat-{}",
    "LangSmith": "lsv2_pt_{}",
    "Hugging Face": "hf_{}",
    "Slack": "xoxb-{}",
    "a web token": "eyJhbGciOiJIUzI1NiJ9.{}.c2lnbmVk",
    "a header": "Authorization: Basic {}",
    "a header in small letters": "authorization: bearer {}",
    "a bearer": "Bearer 7{}",
    "a setting": "api_key={}",
    "a setting in JSON": '"client_secret": "{}"',
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@given(core=st.text(LETTERS, min_size=32, max_size=40), before=st.sampled_from(["", "my key is ", "x\n", "("]))
def test_a_key_of_any_common_form_is_taken_out_and_the_words_around_it_stay(form: str, core: str, before: str) -> None:
    text = masked(f"{before}{form.format(core)} and book Ana tomorrow")

    assert core not in text
    assert MASK in text
    assert text.startswith(before)
    assert text.endswith("and book Ana tomorrow")


@pytest.mark.parametrize("key", ["AKIA" + "Q7" * 8, "ASIA" + "7Z" * 8, "AIza" + "x-Y_3" * 7])
def test_keys_of_a_fixed_length_are_taken_out(key: str) -> None:
    assert masked(f"use {key}.") == f"use {MASK}."


def test_a_whole_private_key_is_taken_out_also_when_its_end_is_missing() -> None:
    begun = "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\nq8Zz"

    assert masked(f"see\n{begun}") == f"see\n{MASK}"
    assert masked(f"{begun}\n-----END RSA PRIVATE KEY-----\nbye") == f"{MASK}\nbye"


@pytest.mark.parametrize(
    "text",
    [
        "Book a basic introduction with Bea Rearer on Friday",
        "the bearer certificates call, bearer shares and bearer-certificate-trading on Tuesday",
        "topic: authorization of payments, then the secret santa key handover",
        "sk-8 skating at 10, with cal_team and xox-games",
        "ask about the API key: tomorrow at 10",
        "mail ana.maria+calls@example.com about eyJafjallajökull",
        "https://example.com/akia/2026-11-24T09:00:00+01:00",
    ],
)
def test_words_are_left_as_they_are(text: str) -> None:
    assert masked(text) == text


def test_a_secret_of_no_known_form_is_taken_out_wherever_it_stands() -> None:
    told = {"acts": [{"notes": "it is correct horse", "guests": ["correct horse", 7, None]}], "correct horse": True}

    kept = masked_within(told, ["correct horse"])

    assert kept == {"acts": [{"notes": f"it is {MASK}", "guests": [MASK, 7, None]}], MASK: True}
