"""Whose phones stand in the page: a few residents, and staff in each of their posts."""

from __future__ import annotations

from dataclasses import dataclass

from bot.demo.people import CHIEFS_FROM, DESKS_FROM, STREET_FROM, Member, phone
from bot.demo.street import COMMUNITIES, VILLAGES

POSTS = {"worker": "网格员", "chief": "书记", "desk": "值班员", "department": "城管"}
_RURAL_FIRST = 79  # The first worker of the villages comes after those of the communities.
_BANDASHAN = len(COMMUNITIES) + list(VILLAGES).index("bandashan")
_LIUYUAN = list(COMMUNITIES).index("liuyuan")


@dataclass(frozen=True, slots=True)
class Person:
    """A phone: `scene` is the unit whose printed code was scanned, `staff` the number of whom it belongs to."""

    account: str
    name: str
    number: int
    scene: str = ""
    staff: str = ""
    follows: bool = True

    @property
    def openid(self) -> str:
        """The same in every run."""
        return f"oDemo{self.account:_<10}{self.number:013}"

    @property
    def id(self) -> str:
        """How the stand-in calls the phone."""
        return f"{self.account}:{self.openid}"

    @property
    def role(self) -> str:
        return "worker" if self.staff else "resident"


RESIDENTS = (
    Person("yanzhuang", "王大妈", 1, scene="yanzhuang-1-1"),
    Person("yanzhuang", "李大爷", 2, scene="yanzhuang-1-2"),
    Person("yanzhuang", "小陈", 3),
    Person("yanzhuang", "新住户", 4, follows=False),
    Person("bandashan", "赵奶奶", 1, scene="bandashan-1"),
    Person("bandashan", "在外打工的小赵", 2),
    Person("liuyuan", "刘阿姨", 1),
    Person("quanhe", "孙师傅", 1, scene="shiqiao-1"),
)
STAFF = (
    ("yanzhuang", phone(1)),
    ("yanzhuang", phone(2)),
    ("yanzhuang", phone(DESKS_FROM)),
    ("yanzhuang", phone(CHIEFS_FROM)),
    ("bandashan", phone(_RURAL_FIRST)),
    ("bandashan", phone(DESKS_FROM + _BANDASHAN)),
    ("liuyuan", phone(6)),
    ("liuyuan", phone(DESKS_FROM + _LIUYUAN)),
    ("quanhe", phone(STREET_FROM + 1)),
    ("quanhe", phone(STREET_FROM)),
)
CODES = {
    "yanzhuang": ("yanzhuang-1-1", "yanzhuang-1-2", "yanzhuang-2-1"),
    "bandashan": ("bandashan-1", "bandashan-2"),
    "quanhe": ("shiqiao-1", "dongling-1"),
}


def cast(staff: dict[str, Member]) -> tuple[Person, ...]:
    """Everybody with a phone; the staff by the names the config gives them."""
    return (*RESIDENTS, *(_of_staff(number, account, staff[tel]) for number, (account, tel) in enumerate(STAFF, 101)))


def _of_staff(number: int, account: str, member: Member) -> Person:
    post = member.title or POSTS[member.role]
    return Person(account, f"{post}{member.name}", number, staff=member.phone)
