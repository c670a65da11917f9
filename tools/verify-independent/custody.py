"""A custody record: rows that are chained, and the relay's signature under them."""
import hashlib
import json

from commitments import b64url, payload_of, pem, root_key
from manifest import digest, need

NONE = "0" * 64


def hash_of(row):
    fields = [row["before"], str(row["number"]), str(row["atMillis"]), row["clip"], row["act"], row["who"]]
    return hashlib.sha256("\n".join(fields).encode()).hexdigest()


def row_of(line, number, before):
    """The row, which follows the row of a number and a hash."""
    row = need(json.loads(line), dict, "the row")
    for name in ("clip", "act", "who", "before", "hash"):
        need(row.get(name), str, name)
    need(row.get("number"), int, "number"), need(row.get("atMillis"), int, "atMillis")
    if hash_of(row) != row["hash"]:
        raise ValueError("its hash is not that of its fields")
    if row["number"] <= number:
        raise ValueError(f"number {row['number']} follows {number}")
    if row["number"] == number + 1 and row["before"] != before:
        raise ValueError("it does not follow the row before it")
    return row


def stated(line, root, openssl):
    signed = need(json.loads(line), dict, "the statement")
    keeper = payload_of(need(signed.get("credential"), str, "credential"), root, openssl)
    key = pem(b64url(keeper["publicKey"]))
    statement = payload_of(need(signed.get("statement"), str, "statement"), key, openssl)
    if statement.get("format") != "cetra-custody/1":
        raise ValueError(f"format {statement.get('format')!r}")
    return statement


def whole(statement, rows, octets):
    if statement.get("rows") != len(rows) or digest(statement.get("digest")) != octets:
        raise ValueError("other rows were signed")
    clip = statement.get("clip")
    if clip is not None and any(row["clip"] != clip for row in rows):
        raise ValueError("a row of another clip")


def custody(path, trust, openssl):
    """The verdict over a record."""
    with open(path, encoding="utf-8", newline="\n") as file:
        lines = file.read().removesuffix("\n").split("\n")
    rows, octets, number, before = [], hashlib.sha256(), 0, NONE
    try:
        for line in lines[:-1]:
            row = row_of(line, number, before)
            number, before = row["number"], row["hash"]
            octets.update((line + "\n").encode())
            rows.append(row)
    except (ValueError, KeyError, TypeError) as e:
        return f"rejected: row {len(rows) + 1}: {e}"
    try:
        root = root_key(trust)
        if root is None:
            raise ValueError("the operator's root key is not in the trusted file")
        statement = stated(lines[-1], root, openssl)
        if statement.get("clip") is None:
            for place, row in enumerate(rows, 1):
                if row["number"] != place:
                    return f"rejected: row {place}: number {place} is missing before it"
        whole(statement, rows, octets.digest())
    except (ValueError, KeyError, TypeError, AttributeError) as e:
        return f"rejected: statement: {e}"
    return f"sound: {len(rows)} rows"
