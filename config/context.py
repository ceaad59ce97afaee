THEMES = ("system", "light", "dark")


def theme(request):
    chosen = request.COOKIES.get("theme", "")
    return {"theme": chosen if chosen in THEMES else "system"}
