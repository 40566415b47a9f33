"""How often a day each path may be called, as one account's console showed it."""

PLENTY = 500_000
DAILY = {
    "/cgi-bin/token": 2000,
    "/cgi-bin/message/custom/send": 500_000,
    "/cgi-bin/message/template/send": 100_000,
    "/cgi-bin/menu/create": 1000,
    "/cgi-bin/menu/delete": 1000,
    "/cgi-bin/menu/get": 10_000,
    "/cgi-bin/menu/addconditional": 2000,
    "/cgi-bin/menu/delconditional": 2000,
    "/cgi-bin/menu/trymatch": 20_000,
    "/cgi-bin/user/get": 500,
    "/cgi-bin/user/info": 500_000,
    "/cgi-bin/user/info/updateremark": 10_000,
    "/cgi-bin/qrcode/create": 100_000,
}


def daily(path: str) -> int:
    """The day's limit of a path."""
    return DAILY.get(path, PLENTY)
