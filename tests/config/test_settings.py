"""What the environment says wrongly, or fails to say, stops the start with one sentence."""

import pytest

from tests.config.processes import manage

PRODUCTION = {
    "DATABASE_URL": "postgres://turnabout:secret@database.example:5432/turnabout",
    "SECRET_KEY": "G7x!" * 15 + "abcdefghijklm",
    "ALLOWED_HOSTS": "turnabout.example",
    "EMAIL_URL": "smtp://user:secret@mail.example:587",
    "TRUSTED_PROXY_COUNT": "1",
}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"SECRET_KEY": ""}, "Set SECRET_KEY: "),
        ({"ALLOWED_HOSTS": ""}, "Set ALLOWED_HOSTS: "),
        ({"DATABASE_URL": "mysql://localhost/turnabout"}, "DATABASE_URL must look like postgres://"),
        ({"DATABASE_URL": "postgres://a:b@host:port/name"}, "DATABASE_URL must look like postgres://"),
        ({"DATABASE_URL": "postgres://"}, "DATABASE_URL must look like postgres://"),
        ({"EMAIL_URL": "smtp://mail.example:port"}, "EMAIL_URL must look like smtp://"),
        ({"SECRET_KEY": "too short"}, "SECRET_KEY is too short"),
        ({"ALLOWED_HOSTS": ","}, "Set ALLOWED_HOSTS: "),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL is 'LOUD'; write one of "),
        ({"EMAIL_URL": "mail.example:587"}, "EMAIL_URL must look like smtp://"),
        ({"DEBUG": "perhaps"}, "DEBUG is 'perhaps'; write true or false."),
        ({"ON_OWN_MACHINE": "2"}, "ON_OWN_MACHINE is '2'; write true or false."),
        ({"TRUSTED_PROXY_COUNT": "-1"}, "TRUSTED_PROXY_COUNT is '-1'; write a whole number from 0 to 9."),
    ],
)
@pytest.mark.parametrize("command", ["check", "migrate"])
def test_an_odd_or_missing_value_stops_the_start(tmp_path, wrong, sentence, command):
    refused = manage(command, data=tmp_path, **PRODUCTION | wrong)
    assert refused.returncode != 0
    assert refused.stderr.startswith(sentence)
    assert refused.stderr.count("\n") == 1


def test_production_leaves_the_deployment_check_silent(tmp_path):
    checked = manage("check", "--deploy", "--fail-level", "WARNING", data=tmp_path, **PRODUCTION)
    assert checked.returncode == 0, checked.stderr
    assert checked.stdout == "System check identified no issues (0 silenced).\n"


def test_a_machine_of_ones_own_needs_no_settings_and_keeps_its_secret(tmp_path):
    read = ("shell", "--no-imports", "-c", "from django.conf import settings; print(settings.SECRET_KEY)")
    elsewhere = {"DATABASE_URL": "postgres://nobody@localhost:1/none", "ON_OWN_MACHINE": "true"}
    first = manage(*read, data=tmp_path, **elsewhere)
    assert len(first.stdout.strip()) >= 50
    assert manage(*read, data=tmp_path, **elsewhere).stdout == first.stdout
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
