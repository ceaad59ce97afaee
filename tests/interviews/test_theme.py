import pytest
from django.urls import reverse

ADDRESS = reverse("interviews:theme_set")


@pytest.mark.parametrize("theme", ["light", "dark", "system"])
def test_the_theme_is_kept_in_this_browser(client, theme):
    response = client.post(ADDRESS, {"theme": theme, "next": "/companies/"})
    assert response.url == "/companies/"
    cookie = response.cookies["theme"]
    assert (cookie.value, cookie["samesite"], cookie["httponly"]) == (theme, "Lax", True)
    assert f'data-theme="{theme}"' in client.get("/companies/").text


@pytest.mark.parametrize("theme", ["", "sepia", "\x00", "dark; Path=/evil", "x" * 5000])
def test_another_theme_changes_nothing(client, theme):
    response = client.post(ADDRESS, {"theme": theme, "next": "/"})
    assert response.status_code == 302
    assert "theme" not in response.cookies
    assert 'data-theme="system"' in client.get("/").text


@pytest.mark.parametrize("cookie", ["sepia", '"><script>alert(1)</script>'])
def test_an_odd_cookie_is_the_system(client, cookie):
    client.cookies["theme"] = cookie
    response = client.get("/")
    assert 'data-theme="system"' in response.text
    assert "<script>alert" not in response.text


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example/",
        "javascript:alert(1)",
        "\x00",
        "",
    ],
)
def test_it_never_leads_elsewhere(client, address):
    response = client.post(ADDRESS, {"theme": "dark", "next": address})
    assert response.status_code == 302
    assert response.url == "/"


def test_a_line_end_in_the_address_sets_no_header(client):
    response = client.post(ADDRESS, {"theme": "dark", "next": "/\r\nX-Evil: 1"})
    assert "X-Evil" not in response.headers


def test_the_page_it_was_chosen_on_is_where_it_leads(client):
    assert client.post(ADDRESS, {"theme": "dark", "next": "/compare/?company=3"}).url == "/compare/?company=3"
