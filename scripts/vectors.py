#!/usr/bin/env python3
"""A second implementation of docs/protocol.md: verifies and decodes every golden vector of tests/vectors.

It shares no code with the crate and needs nothing but `pip install blake3`. Sections are those of docs/protocol.md.
"""

import hashlib
import json
import sys
import unicodedata
from pathlib import Path

from blake3 import blake3

DAY = 86_400_000
GATE = 600_000
FRAME_MAX = 17_408
BODY_MAX = 16_384
PEOPLE = 64

class Refused(Exception):
    """A frame that is not let in, with its code (section 10)."""

IGNORED = {"unknown-version", "unknown-kind", "unknown-schema", "known", "superseded", "lapsed", "future"}

# Section 1: the codec. A reader of a type is a function from a Reader to the value as JSON.

class Reader:
    def __init__(self, data, limit, short="malformed"):
        self.data, self.limit, self.short, self.at = data, limit, short, 0

    def take(self, count):
        end = self.at + count
        if end > min(len(self.data), self.limit):
            raise Refused(self.short)
        part, self.at = self.data[self.at:end], end
        return part

    def counted(self):
        return self.take(self.number(2))

    def number(self, size, signed=False):
        return int.from_bytes(self.take(size), "little", signed=signed)

    def end(self):
        insist("trailing", self.at == len(self.data))

def insist(code, good):
    if not good:
        raise Refused(code)

def need(good):
    insist("malformed", good)

def u8(r): return r.number(1)
def u16(r): return r.number(2)
def u32(r): return r.number(4)
def u64(r): return r.number(8)
def identifier(r): return r.take(32).hex()

def plain_text(r):
    try:
        return r.take(u64(r)).decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("malformed") from None

def text(most):
    def read(r):
        words = plain_text(r)
        need(len(words.encode()) <= most)
        need(all(unicodedata.category(c) != "Cc" or c == "\n" and most > 255 for c in words))
        return words
    return read

def listed(entry, most):
    def read(r):
        count = u64(r)
        need(count <= most)
        return [entry(r) for _ in range(count)]
    return read

def option(inner):
    def read(r):
        tag = u8(r)
        need(tag <= 1)
        return inner(r) if tag else None
    return read

def enum(*variants):
    """Variants are names, or pairs of a name and the reader of its one value."""
    def read(r):
        tag = u32(r)
        need(tag < len(variants))
        one = variants[tag]
        return one if isinstance(one, str) else {one[0]: one[1](r)}
    return read

def struct(**fields):
    return lambda r: {name: read(r) for name, read in fields.items()}

def within(size, least, most, signed=False):
    def read(r):
        number = r.number(size, signed)
        need(least <= number <= most)
        return number
    return read

def category(r):
    path = plain_text(r)
    need(len(path.encode()) <= 64 and all(path.split("/")))
    plain = "-/abcdefghijklmnopqrstuvwxyz0123456789"
    blank = "\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200b)))
    need(all(c in plain or ord(c) > 0x9f and c not in blank for c in path))
    return path

def currency(r):
    code = r.take(3)
    need(all(ord("A") <= byte <= ord("Z") for byte in code))
    return code.decode()

# Sections 1, 5 and 8: the types and payloads.

stamp = struct(ms=u64, tick=u32)
stance = within(1, 1, 5)
language = text(16)
money = struct(minor=lambda r: r.number(8, signed=True), currency=currency)
image = struct(blob=identifier, alt=text(160))
specification = struct(name=text(40), value=text(120))
product = struct(gtin=option(text(14)), brand=option(text(60)), model=option(text(60)))
availability = enum("in", "low", "out", "pre-order", "made-to-order")

profile = struct(
    name=text(64), about=text(1000), languages=listed(language, 8), interests=listed(text(32), 16),
    contacts=listed(struct(way=text(24), value=text(120)), 8),
    roles=listed(enum("consumer", "merchant", "moderator", "helper"), 4),
    shop=option(struct(name=text(64), returns=text(500), delivery_days=u16, domain=option(text(253)),
                       logo=option(identifier))),
)
listing = struct(
    title=text(200), description=text(4000), product=option(product), category=category, tags=listed(text(32), 16),
    condition=enum("new", "refurbished", "used"), good=enum("physical", "digital", "service"), price=money,
    price_until=option(u64), availability=availability,
    variants=listed(struct(options=listed(specification, 4), price=money, availability=availability), 32),
    images=listed(image, 12), specifications=listed(specification, 48), shipping=listed(identifier, 4),
    region=text(16), languages=listed(language, 8), produced=option(text(10)), programme=option(identifier),
    supersedes=option(identifier),
)
recommendation = struct(
    subject=enum(("listing", struct(seller=identifier, slot=u16)), ("product", product), ("person", identifier)),
    stance=stance,
    aspects=struct(as_described=option(stance), quality=option(stance), delivery=option(stance),
                   service=option(stance), value=option(stance)),
    text=text(800), pros=listed(text(80), 5), cons=listed(text(80), 5), language=language, images=listed(image, 2),
    receipt=enum("none", "claimed", ("purchased", identifier)), disclosure=enum("none", ("programme", identifier)),
    relation=enum("none", "customer", "staff", "kin"),
)
endorsement = struct(
    subject=identifier, weight=within(1, -100, 100, signed=True),
    context=enum("general", ("category", category), "merchant"), reason=text(120),
    evidence=enum("none", "met", "bought", "invited"),
)
reset = struct(device=u8, below=stamp, reason=text(120))

body_of = struct(
    network=text(32), kind=u16, schema=u16, stamp=stamp, expires=u64, slot=u16, scope=u8, flags=u8,
    references=listed(identifier, 8), payload=lambda r: r.take(u64(r)),
)

# Section 6: code -> word, registers, bytes, longest life, payload.
KINDS = {
    1: ("profile", 1, 4_096, 730 * DAY, profile),
    2: ("listing", 256, 8_192, 90 * DAY, listing),
    3: ("recommendation", 512, 2_048, 730 * DAY, recommendation),
    4: ("endorsement", 1_024, 512, 365 * DAY, endorsement),
    5: ("reset", 16, 512, 3_650 * DAY, reset),
    6: ("equivocation", 1, 17_408, 730 * DAY, None),
}
LIMITS = {word: (registers, size, life) for word, registers, size, life, _ in KINDS.values()}

def decode(read, data, limit):
    reader = Reader(data, limit)
    value = read(reader)
    reader.end()
    return value

# Section 4: ZIP-215 over the curve -x^2 + y^2 = 1 + d x^2 y^2 modulo 2^255 - 19, in extended coordinates.

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)
IDENTITY = (0, 1, 1, 0)

def point(data):
    """The point of an encoding, canonical or not; None where there is none."""
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, (number & (2**255 - 1)) % P
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * ROOT % P
    if x * x % P != square:
        return None
    x = x if x & 1 == sign else -x % P
    return (x, y, 1, x * y % P)

def add(a, b):
    s, t = (a[1] - a[0]) * (b[1] - b[0]), (a[1] + a[0]) * (b[1] + b[0])
    u, v = 2 * a[3] * b[3] * D, 2 * a[2] * b[2]
    e, f, g, h = t - s, v - u, v + u, t + s
    return (e * f % P, g * h % P, f * g % P, e * h % P)

def times(scalar, a):
    total = IDENTITY
    while scalar:
        if scalar & 1:
            total = add(total, a)
        a, scalar = add(a, a), scalar >> 1
    return total

def is_identity(a):
    return a[0] % P == 0 and (a[1] - a[2]) % P == 0

BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))

def is_weak(key):
    a = point(key)
    return a is None or is_identity(times(8, a))

def holds(key, signature, message):
    a, r = point(key), point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    x, y, z, t = add(r, times(k, a))
    return is_identity(times(8, add(times(s, BASE), (-x, y, z, -t))))

# Sections 2 and 3: frames, and what must hold for them.

def open_frame(data, inner=False):
    """The record as JSON, its network, its size, and the signatures to check: (key, signature, message)."""
    insist("oversized", len(data) <= FRAME_MAX)
    parts = Reader(data, FRAME_MAX, "truncated")
    version, form = parts.take(2)
    insist("unknown-version", version == 1)
    insist("form", form <= 16)
    if form == 16:
        first, second = parts.counted(), parts.counted()
        parts.end()
        insist("no-proof", not inner)
        return open_proof(open_frame(first, True), open_frame(second, True), len(data))
    author = parts.take(32)
    certified = (parts.take(32), parts.take(64)) if form else None
    signature, body = parts.take(64), parts.counted()
    insist("oversized", len(body) <= BODY_MAX)
    parts.end()
    return open_record(form, author, certified, signature, body)

def open_record(device, author, certified, signature, data):
    body = decode(body_of, data, BODY_MAX)
    kind, content = open_payload(body)
    insist("non-canonical", body["stamp"]["tick"] & 15 == device)
    message = b"commend/record/1" + author + data
    checks = [(certified[0] if certified else author, signature, message)]
    if certified:
        key, certificate = certified
        checks.append((author, certificate, b"commend/device/1" + author + bytes([device]) + key))
    record = {
        "id": blake3(message).hexdigest(), "author": author.hex(), "device": device, "kind": kind,
        "slot": body["slot"], "stamp": body["stamp"], "expires": body["expires"], "scope": body["scope"],
        "references": body["references"], "content": content,
    }
    return record, body["network"], len(data), checks

def open_payload(body):
    insist("unknown-kind", body["kind"] in KINDS)
    word, _, limit, _, read = KINDS[body["kind"]]
    insist("unknown-schema", body["schema"] == 1)
    insist("malformed", read is not None)
    insist("non-canonical", body["flags"] == 0 or body["flags"] == 1 and not body["payload"])
    return word, "withdrawn" if body["flags"] else {word: decode(read, body["payload"], limit)}

def open_proof(first, second, size):
    (a, network, _, checks), (b, other, _, more) = first, second
    register = {key: a[key] for key in ("author", "kind", "slot")}
    same = network == other and a["stamp"] == b["stamp"] and all(b[key] == register[key] for key in register)
    insist("no-proof", same and a["id"] != b["id"])
    insist("non-canonical", a["id"] < b["id"])
    named = b"commend/equivo/1" + bytes.fromhex(a["id"]) + bytes.fromhex(b["id"])
    record = {
        "id": blake3(named).hexdigest(), "author": a["author"], "device": 0, "kind": "equivocation", "slot": 0,
        "stamp": a["stamp"], "expires": a["stamp"]["ms"] + 730 * DAY, "scope": PEOPLE, "references": [],
        "content": {"equivocation": {"register": register, "first": a["id"], "second": b["id"]}},
    }
    return record, network, size, checks + more

# Sections 6 to 8: the rule.

def order(stamped):
    return stamped["ms"], stamped["tick"]

def scope_of(content):
    if "listing" in content:
        top = content["listing"]["category"].split("/")[0]
        return blake3(top.encode()).digest()[0] % 64
    if "recommendation" in content and "person" not in content["recommendation"]["subject"]:
        return None
    return None if content == "withdrawn" else PEOPLE

def slot_of(content):
    if "profile" in content or "equivocation" in content:
        return 0
    return content["reset"]["device"] if "reset" in content else None

def is_whole(thing):
    if thing["gtin"] is not None:
        return len(thing["gtin"]) in (8, 12, 13, 14) and thing["gtin"].isascii() and thing["gtin"].isdigit()
    return bool(thing["brand"]) and bool(thing["model"])

def keeps_its_rules(record):
    content, author = record["content"], record["author"]
    if content == "withdrawn":
        return record["kind"] != "reset" or record["device"] == 0
    (word, said), = content.items()
    if word == "profile":
        return said["shop"] is None or said["shop"]["name"] != ""
    if word == "listing":
        prices = [said["price"]] + [variant["price"] for variant in said["variants"]]
        fair = all(p["minor"] >= 0 and p["currency"] == said["price"]["currency"] for p in prices)
        return said["title"].strip() != "" and fair and (said["product"] is None or is_whole(said["product"]))
    if word == "recommendation":
        subject = said["subject"]
        return subject.get("person") != author and ("product" not in subject or is_whole(subject["product"]))
    if word == "endorsement":
        return said["subject"] != author
    if word == "reset":
        revokes = said["device"] != 0 and order(said["below"]) == (2**64 - 1, 2**32 - 1)
        return record["device"] == 0 and (revokes or order(said["below"]) <= order(record["stamp"]))
    return True

def check_rule(record, network, size, here):
    registers, limit, life = LIMITS[record["kind"]]
    share, device, slot, scope = registers // 16, record["device"], record["slot"], record["scope"]
    slots = range(device * share, (device + 1) * share) if device else range(registers)
    insist("network", network == here)
    insist("size", size <= limit)
    insist("register", slot in slots and slot_of(record["content"]) in (None, slot))
    insist("life", 1 <= record["expires"] - record["stamp"]["ms"] <= life)
    insist("scope", scope <= PEOPLE and scope_of(record["content"]) in (None, scope))
    insist("content", keeps_its_rules(record))

# Section 10: the verdict.

def judge(frame, here, now, head):
    """Code, id, and the record if it is let in."""
    identity = None
    try:
        record, network, size, checks = open_frame(frame)
        identity = record["id"]
        insist("weak-key", not any(is_weak(key) for key, _, _ in checks))
        insist("signature", all(holds(*check) for check in checks))
        check_rule(record, network, size, here)
        version = (order(record["stamp"]), identity)
        insist("known", not head or head["id"] != identity)
        insist("superseded", not head or (order(head["stamp"]), head["id"]) < version)
        insist("lapsed", record["stamp"]["ms"] + LIMITS[record["kind"]][2] >= now)
        insist("future", record["stamp"]["ms"] <= now + GATE)
    except Refused as refusal:
        return refusal.args[0], identity, None
    return "accept", identity, record

def gravity(code):
    return "accept" if code == "accept" else "ignore" if code in IGNORED else "reject"

def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "tests" / "vectors"
    count, wrong = 0, 0
    for path in sorted(folder.glob("*.json")):
        shelf = json.loads(path.read_text(encoding="utf-8"))
        for vector in shelf["vectors"]:
            frame, now = bytes.fromhex(vector["frame"]), vector.get("now", shelf["now"])
            code, identity, record = judge(frame, shelf["network"], now, vector.get("head"))
            found = (code, gravity(code), identity, record)
            wanted = (vector["verdict"], vector["gravity"], vector["id"], vector.get("decoded"))
            count += 1
            if found != wanted:
                wrong += 1
                print(f"{path.name} {vector['name']}: wanted {wanted}, found {found}")
    print(f"{count} vectors, {wrong} wrong")
    return 1 if wrong or not count else 0

if __name__ == "__main__":
    sys.exit(main())
