"""Packs all that an instance must not lose into one file while it runs, and unpacks it on another machine."""

from __future__ import annotations

import io
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import make_url

from bot.settings.model import Platform

FORMAT = 1
MANIFEST, DATABASE, SECRET, CONFIG, MEDIA = "manifest.json", "database.sqlite", "secret_key", "config", "media"
CONFIG_FILES = (("units_file",), ("staff_file",), ("understanding", "learned_file"))
PAGES = 1000  # Of the database are copied at a time, between which others may write.
Progress = Callable[[str], None]


class BackupError(Exception):
    """What kept a backup from being made or brought back; its text says what to do."""


def backup(platform: Platform, to: Path, now: datetime, tell: Progress) -> dict[str, Any]:
    """Write everything into the tar file `to`, which is there only once it is whole. Returns its manifest.

    The database goes first: a photo it knows of is then in the folder by the time that is packed. A database on a
    PostgreSQL server is left to the server's own tools. Raises BackupError.
    """
    file = database_file(platform)
    if file is not None and not file.is_file():
        raise BackupError(f"还没有数据库 {file}，没什么可备份")
    if to.exists():
        raise BackupError(f"{to} 已经有了：换个名字，或者先挪走它")
    manifest = {"format": FORMAT, "made_at": now.isoformat(), "database": "sqlite" if file else "postgresql"}
    part = to.with_name(f"{to.name}.part")
    try:
        part.touch(mode=0o600)  # It holds secrets and what people wrote.
        with tempfile.TemporaryDirectory(dir=to.parent, prefix=".backup-") as rooms, tarfile.open(part, "w") as tar:
            _add(tar, MANIFEST, json.dumps(manifest).encode())
            if file is not None:
                tell("数据库…")
                tar.add(_copy(file, Path(rooms) / DATABASE), DATABASE)
            if platform.app.secret_file.is_file():
                tar.add(platform.app.secret_file, SECRET)
            for name, path in _config_files(platform.source):
                tar.add(path, f"{CONFIG}/{name}")
            media = _media_files(platform.app.media_dir)
            for number, path in enumerate(media, start=1):
                tar.add(path, f"{MEDIA}/{path.relative_to(platform.app.media_dir)}")
                if number % 1000 == 0:
                    tell(f"照片和录音 {number} / {len(media)}")
        _sync(part)
        part.rename(to)
    finally:
        part.unlink(missing_ok=True)
    return manifest | {"media": len(media), "bytes": to.stat().st_size}


def restore_config(backup_file: Path, config: Path) -> bool:
    """Bring the config back where there is none. Returns whether it did. Raises BackupError."""
    if config.exists():
        return False
    with _opened(backup_file) as tar:
        for member in _below(tar, CONFIG):
            name = Path(member.name).relative_to(CONFIG)
            target = config if str(name) == "config.toml" else config.parent / name
            if not target.exists():
                _write(tar, member, target)
    return True


def restore(platform: Platform, backup_file: Path, tell: Progress) -> dict[str, Any]:
    """Bring back database, media and key; what is there already is never overwritten. Raises BackupError."""
    file = database_file(platform)
    with _opened(backup_file) as tar:
        manifest = _manifest(tar)
        if (manifest["database"] == "sqlite") != (file is not None):
            raise BackupError(f"备份里的数据库是 {manifest['database']}，配置里 [database] url 不是：改成一样的再恢复")
        if file is not None:
            tell("数据库…")
            _restore_database(tar, file)
        secret = _member(tar, SECRET)
        if secret is not None and not platform.app.secret_file.exists():
            _write(tar, secret, platform.app.secret_file)
        media = 0
        for member in _below(tar, MEDIA):
            target = platform.app.media_dir / Path(member.name).relative_to(MEDIA)
            if not target.exists():
                _write(tar, member, target)
            media += 1
            if media % 1000 == 0:
                tell(f"照片和录音 {media}")
    return manifest | {"media": media}


def database_file(platform: Platform) -> Path | None:
    """The file of a SQLite database; None for a database on a server."""
    url = make_url(platform.database_url)
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def _copy(file: Path, to: Path) -> Path:
    """The database as it stands at one moment, whoever is writing to it meanwhile."""
    with closing(sqlite3.connect(file, timeout=30)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target, pages=PAGES)
        _check(target, "复制出来的数据库查出毛病，没有备份成：先查硬盘")
    return to


def _restore_database(tar: tarfile.TarFile, file: Path) -> None:
    if file.exists():
        raise BackupError(f"{file} 已经有了，没动它：确实要用备份里的，先停掉程序，把它连同 -wal、-shm 一起挪走")
    member = _member(tar, DATABASE)
    if member is None:
        raise BackupError("备份里没有数据库，这份文件不全")
    part = file.with_name(f"{file.name}.part")
    try:
        _write(tar, member, part)
        with closing(sqlite3.connect(part)) as database:
            _check(database, "备份里的数据库是坏的：换一份备份")
        part.rename(file)
    finally:
        part.unlink(missing_ok=True)


def _check(database: sqlite3.Connection, otherwise: str) -> None:
    try:
        said = database.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise BackupError(otherwise) from error
    if said != "ok":
        raise BackupError(otherwise)


def _config_files(source: Path) -> Iterator[tuple[str, Path]]:
    """The config, and the files beside or below it that it names, by their names from there."""
    yield "config.toml", source
    try:
        table = tomllib.loads(source.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        return  # It is packed as it is: a broken config must not keep the rest from being saved.
    for keys in CONFIG_FILES:
        name: Any = table
        for key in keys:
            name = name.get(key) if isinstance(name, dict) else None
        if isinstance(name, str) and name and not Path(name).is_absolute() and ".." not in Path(name).parts:
            path = source.parent / name
            if path.is_file():
                yield name, path


def _media_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(content), 0o600
    tar.addfile(info, io.BytesIO(content))


def _opened(file: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(file, "r")
    except (OSError, tarfile.TarError) as error:
        raise BackupError(f"{file} 打不开，或者不是备份文件") from error


def _manifest(tar: tarfile.TarFile) -> dict[str, Any]:
    member = _member(tar, MANIFEST)
    found = tar.extractfile(member) if member is not None else None
    try:
        manifest: dict[str, Any] = json.loads(found.read()) if found is not None else {}
    except ValueError:
        manifest = {}
    if manifest.get("format") != FORMAT:
        raise BackupError("这不是连心的备份，或者是更新的版本做的：先升级程序")
    return manifest


def _member(tar: tarfile.TarFile, name: str) -> tarfile.TarInfo | None:
    try:
        member = tar.getmember(name)
    except (KeyError, tarfile.TarError):
        return None
    return member if member.isfile() else None


def _below(tar: tarfile.TarFile, folder: str) -> Iterator[tarfile.TarInfo]:
    """The plain files of a folder; names that lead out of it are left alone."""
    for member in tar.getmembers():
        parts = Path(member.name).parts
        if member.isfile() and len(parts) > 1 and parts[0] == folder and ".." not in parts:
            yield member


def _write(tar: tarfile.TarFile, member: tarfile.TarInfo, target: Path) -> None:
    """One file of a backup, there only once it is whole, and for nobody else to read."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = tar.extractfile(member)
    assert content is not None
    part = target.with_name(f"{target.name}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        shutil.copyfileobj(content, file)
    _sync(part)
    part.rename(target)


def _sync(file: Path) -> None:
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())
