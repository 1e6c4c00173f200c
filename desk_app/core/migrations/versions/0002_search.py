# SPDX-License-Identifier: EUPL-1.2
"""Search: indexes of the words of people, tickets and notes, kept right by triggers, whoever writes.

SQLite: FTS5 over views (the text is not stored twice); ``secure-delete`` is set before the first word goes in, so that
an erased name leaves no trace. PostgreSQL: a narrow table of word lists with a GIN index, cut and folded by two
functions that need no extension. Both follow ``core/words.py``.
"""

# ruff: noqa: S608 -- the SQL is put together from the constants of this file

import unicodedata

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OWN_LETTERS = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ŧ": "t",
    "ı": "i",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ĳ": "ij",
}
CAPITALS = {"Ł": "l", "Ø": "o", "Đ": "d", "Ð": "d", "Ħ": "h", "Ŧ": "t", "İ": "i", "ẞ": "ss", "Æ": "ae", "Œ": "oe"} | {
    "Þ": "th",
    "Ĳ": "ij",
}
NAME_IN_ONE = "replace(replace(replace(replace({row}infix || {row}family_name, ' ', ''), '-', ''), '''', ''), '’', '')"
"""``van 't Hof`` is also found as ``vanthof``, ``d'Angelo`` as ``dangelo``."""

SOURCES = {
    "person_search": (
        "persons",
        "{row}given_name || ' ' || {row}infix || ' ' || {row}family_name || ' ' || "
        + NAME_IN_ONE
        + " || ' ' || coalesce({row}badge, '') || ' ' || coalesce({row}personnel_number, '')"
        " || ' ' || coalesce({row}phone_digits, '')",
        "given_name, infix, family_name, badge, personnel_number, phone_digits",
        "",
    ),
    "ticket_search": (
        "tickets",
        "{row}number || ' ' || coalesce({row}external_number, '') || ' ' || {row}subject || ' ' || {row}description"
        " || ' ' || {row}resolution",
        "number, external_number, subject, description, resolution",
        "",
    ),
    "note_search": ("ticket_events", "{row}text", "kind, text", "{row}kind in ('note', 'message') and {row}text <> ''"),
}
"""Index: table, text of a row, columns that it is made of, rows that have it. ``{row}`` is empty or ``new.``."""

PREFIXES = {"person_search": "1 2 3", "ticket_search": "1 2 3 4 5 6 7", "note_search": "1 2 3 4"}


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for index in SOURCES:
            _sqlite(index)
    else:
        _functions()
        for index in SOURCES:
            _postgresql(index)


def downgrade() -> None:
    raise NotImplementedError("restore the backup that was made before the upgrade")


def _sqlite(index: str) -> None:
    table, text, columns, condition = SOURCES[index]
    view = index.replace("_search", "_words")
    plain = text.format(row="")
    for letter, base in (OWN_LETTERS | CAPITALS).items():
        plain = f"replace({plain}, '{letter}', '{base}')"
    where = f" where {condition.format(row='')}" if condition else ""
    op.execute(f"create view {view} as select id, {plain} as words from {table}{where}")
    op.execute(
        f"create virtual table {index} using fts5(words, content='{view}', content_rowid='id', "
        f"tokenize='unicode61 remove_diacritics 2', prefix='{PREFIXES[index]}')"
    )
    version = op.get_bind().exec_driver_sql("select sqlite_version()").scalar_one()
    if tuple(int(part) for part in version.split(".")[:2]) >= (3, 42):
        op.execute(f"insert into {index} ({index}, rank) values ('secure-delete', 1)")
    op.execute(f"insert into {index} ({index}) values ('rebuild')")
    add = f"insert into {index} (rowid, words) select id, words from {view} where id = new.id;"
    drop = f"insert into {index} ({index}, rowid, words) select 'delete', id, words from {view} where id = old.id;"
    op.execute(f"create trigger {index}_added after insert on {table} begin {add} end")
    op.execute(f"create trigger {index}_changing before update of {columns} on {table} begin {drop} end")
    op.execute(f"create trigger {index}_changed after update of {columns} on {table} begin {add} end")
    op.execute(f"create trigger {index}_removed before delete on {table} begin {drop} end")


def _functions() -> None:
    """``search_fold`` and ``search_words``: as ``words.py`` does it. Plain ASCII, the usual case, is only lowered."""
    op.execute(
        "create function search_fold(source text) returns text language sql immutable strict parallel safe as $$ "
        "select case when octet_length(source) = char_length(source) then lower(source) "
        f"else regexp_replace({_folded()}, '[{chr(0x300)}-{chr(0x36F)}]', '', 'g') end $$"
    )
    letters = "".join(f"{chr(first)}-{chr(last)}" for first, last in _letters_beyond_ascii())
    op.execute(
        "create function search_words(source text) returns tsvector language sql immutable strict parallel safe "
        "as $$ select array_to_tsvector(array(select distinct left(word, 60) "
        f"from regexp_split_to_table(search_fold(source), '[^0-9a-z{letters}]+') as word where word <> '')) $$"
    )


def _folded() -> str:
    single: dict[str, str] = {}
    for code in (*range(0xC0, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x1F00)):
        letter = chr(code)
        small = letter.lower()
        base = unicodedata.normalize("NFD", small)[0]
        plain = base if base.isascii() else OWN_LETTERS.get(small, small)
        if plain != letter and len(plain) == 1:
            single[letter] = plain
    folded = f"translate(lower(source), '{''.join(single)}', '{''.join(single.values())}')"
    for letter, plain in (OWN_LETTERS | CAPITALS).items():
        if letter not in single:
            folded = f"replace({folded}, '{letter}', '{plain}')"
    return folded


def _letters_beyond_ascii() -> list[tuple[int, int]]:
    """Runs of characters that Unicode calls letter or number, from U+0080 on."""
    runs: list[tuple[int, int]] = []
    for code in range(0x80, 0x32000):
        if unicodedata.category(chr(code))[0] not in "LN":
            continue
        if runs and runs[-1][1] == code - 1:
            runs[-1] = (runs[-1][0], code)
        else:
            runs.append((code, code))
    return runs


def _postgresql(index: str) -> None:
    table, text, columns, condition = SOURCES[index]
    op.execute(
        f"create table {index} "
        f"(id bigint primary key references {table} (id) on delete cascade, words tsvector not null)"
    )
    op.execute(f"create index ix_{index}_words on {index} using gin (words) with (fastupdate = off)")
    where = f"where {condition.format(row='')}" if condition else ""
    op.execute(f"insert into {index} (id, words) select id, search_words({text.format(row='')}) from {table} {where}")
    op.execute(
        f"create function {index}_changed() returns trigger language plpgsql as $$ begin "
        f"insert into {index} (id, words) values (new.id, search_words({text.format(row='new.')})) "
        "on conflict (id) do update set words = excluded.words; return null; end $$"
    )
    when = f"when ({condition.format(row='new.')})" if condition else ""
    op.execute(
        f"create trigger {index}_changed after insert or update of {columns} on {table} "
        f"for each row {when} execute function {index}_changed()"
    )
