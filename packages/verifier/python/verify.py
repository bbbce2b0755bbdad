#!/usr/bin/env python3
"""Checks an export of the audit, written from docs/audit-format.md alone. Python 3.8 or later, no packages.

    verify.py EXPORT --key FILE [--trusted CHECKPOINT]... [--receipt FILE]...
    verify.py --cases FILE      one JSON case a line (export, keyFile, trusted, receipts); one verdict a line

Ends with 0 where everything holds, 1 where something is wrong, 2 where it cannot be read.
"""
import argparse
import base64
import binascii
import calendar
import hashlib
import json
import re
import sys

MAX_COUNT = 2**53 - 1
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
HASH = re.compile(r"[0-9a-f]{64}\Z")
TIME = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{3}Z\Z")
DECIMAL = re.compile(r"(0|[1-9][0-9]{0,19})\Z")
KEY_NAME = r"[^+\s\ufeff]+"


class Fault(Exception):
    def __init__(self, code, index=None, until=None):
        super().__init__(code)
        self.code, self.index = code, index
        self.until = index if until is None else until


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


# --- Ed25519, RFC 8032, section 5.1 -----------------------------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def point_add(a, b):
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    i, j, k, m = f - e, h - g, h + g, f + e
    return (i * j % P, k * m % P, j * k % P, i * m % P)


def point_multiply(s, point):
    result = (0, 1, 1, 0)
    while s > 0:
        if s & 1:
            result = point_add(result, point)
        point = point_add(point, point)
        s >>= 1
    return result


def point_decompress(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P != 0:
        x = x * ROOT % P
    if (x * x - x2) % P != 0 or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


BASE = point_decompress((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
checked_signatures = {}


def signature_holds(public, message, signature):
    key = (public, message, signature)
    if key not in checked_signatures:
        if len(checked_signatures) > 100000:
            checked_signatures.clear()
        checked_signatures[key] = signature_holds_anew(public, message, signature)
    return checked_signatures[key]


def signature_holds_anew(public, message, signature):
    if len(signature) != 64:
        return False
    a, r = point_decompress(public), point_decompress(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    left, right = point_multiply(s, BASE), point_add(r, point_multiply(h, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# --- Canonical JSON (section 1) ---------------------------------------------------------------------------------------

class NotCanonical(Exception):
    pass


def no_constant(_):
    raise NotCanonical()


def write(value, numbers, room):
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, str):
        if any("\ud800" <= c <= "\udfff" for c in value):
            raise NotCanonical()
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int):
        if not numbers or value < 0 or value > MAX_COUNT:
            raise NotCanonical()
        return str(value)
    if isinstance(value, float) or room == 0:
        raise NotCanonical()
    if isinstance(value, list):
        return "[" + ",".join(write(item, numbers, room - 1) for item in value) + "]"
    names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
    return "{" + ",".join(write(name, numbers, 0) + ":" + write(value[name], numbers, room - 1) for name in names) + "}"


def read_canonical(text, numbers):
    try:
        value = json.loads(text, parse_constant=no_constant)
        if write(value, numbers, 128) != text:
            raise NotCanonical()
        return value
    except (ValueError, RecursionError):
        raise NotCanonical()


# --- Types of members ---------------------------------------------------------------------------------------------------

def is_text(value):
    return isinstance(value, str)


def is_count(value):
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_COUNT


def matching(pattern):
    return lambda value: isinstance(value, str) and pattern.match(value) is not None


is_uuid, is_hash, is_time = matching(UUID), matching(HASH), matching(TIME)


def or_null(check):
    return lambda value: value is None or check(value)


def is_object(value):
    return isinstance(value, dict)


def is_actor(value):
    return is_object(value) and "kind" in value and all(is_text(item) for item in value.values())


def fits(value, fields):
    return is_object(value) and set(value) == set(fields) and all(check(value[name]) for name, check in fields.items())


def is_subject(value):
    return fits(value, {"kind": is_text, "id": is_text, "label": is_text})


def is_proof(value):
    return isinstance(value, list) and all(is_hash(item) for item in value)


def anything(_):
    return True


ENTRY_1 = {
    "v": lambda value: value == "1", "id": is_uuid, "tenant": is_uuid, "at": is_time, "actor": is_actor, "channel": is_text, "traceId": or_null(is_text),
    "cause": or_null(is_uuid), "action": is_text, "subject": is_subject, "reason": or_null(is_text), "before": anything, "after": anything,
}
ENTRY_2 = dict(ENTRY_1, v=lambda value: value == "2", onBehalfOf=or_null(is_actor), before=or_null(is_object), after=or_null(is_object),
               commitments=lambda value: is_object(value) and all(is_hash(item) for item in value.values()))


def follow(value, pointer):
    """What a JSON Pointer leads to; False where it leads nowhere or to something that is not null, True where to null."""
    if re.search(r"~(?![01])", pointer):
        return False
    for part in pointer.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        if isinstance(value, list):
            if not re.match(r"(0|[1-9][0-9]*)\Z", name) or int(name) >= len(value):
                return False
            value = value[int(name)]
        elif is_object(value) and name in value:
            value = value[name]
        else:
            return False
    return value is None


def is_entry(value):
    if not is_object(value):
        return False
    if not fits(value, {"1": ENTRY_1, "2": ENTRY_2}.get(value.get("v") if is_text(value.get("v")) else None, {})):
        return False
    return all(re.match(r"/(before|after)/", pointer) and follow(value, pointer) for pointer in value.get("commitments", {}))


def holds_text(value, text):
    if isinstance(value, str):
        return value == text
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return any(holds_text(item, text) for item in items)


# --- Trees (sections 4 and 7) -------------------------------------------------------------------------------------------

def leaf_of(canonical):
    return sha256(b"\x00", canonical.encode())


def node(left, right):
    return sha256(b"\x01", left, right)


EMPTY = sha256()


class Tree:
    def __init__(self):
        self.size, self.parts = 0, []

    def append(self, leaf):
        self.parts.append((1, leaf))
        while len(self.parts) > 1 and self.parts[-1][0] == self.parts[-2][0]:
            (count, right), (_, left) = self.parts.pop(), self.parts.pop()
            self.parts.append((2 * count, node(left, right)))
        self.size += 1

    def root(self):
        if not self.parts:
            return EMPTY
        root = self.parts[-1][1]
        for _, left in reversed(self.parts[:-1]):
            root = node(left, root)
        return root


def split(n):
    return 1 << ((n - 1).bit_length() - 1)


def root_of_path(leaf, index, size, path):
    """The root that the audit path gives, by the recursion of RFC 6962 itself; None where its length is another."""
    if size == 1:
        return leaf if not path else None
    if not path:
        return None
    k = split(size)
    if index < k:
        left = root_of_path(leaf, index, k, path[:-1])
        return None if left is None else node(left, path[-1])
    right = root_of_path(leaf, index - k, size - k, path[:-1])
    return None if right is None else node(path[-1], right)


def is_included(leaf, index, proof, size, root):
    return index < size and root_of_path(leaf, index, size, proof) == root


def roots_of_proof(m, n, proof, is_whole, older):
    """Both roots that a consistency proof gives, by the recursion SUBPROOF of RFC 6962; None where its length is another."""
    if m == n:
        if is_whole:
            return (older, older) if not proof else None
        return (proof[0], proof[0]) if len(proof) == 1 else None
    if not proof:
        return None
    k, last = split(n), proof[-1]
    if m <= k:
        roots = roots_of_proof(m, k, proof[:-1], is_whole, older)
        return None if roots is None else (roots[0], node(roots[1], last))
    roots = roots_of_proof(m - k, n - k, proof[:-1], False, older)
    return None if roots is None else (node(last, roots[0]), node(last, roots[1]))


def is_continued(older_size, older, newer_size, newer, proof):
    if older_size > newer_size:
        return False
    if older_size == newer_size:
        return not proof and older == newer
    if older_size == 0:
        return not proof and older == EMPTY
    return roots_of_proof(older_size, newer_size, proof, True, older) == (older, newer)


# --- Keys and checkpoints (sections 5 and 6) ----------------------------------------------------------------------------

def base64_bytes(text):
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if base64.b64encode(data).decode() == text else None


class Key:
    def __init__(self, vkey, name, key_id, public):
        self.vkey, self.name, self.id, self.public = vkey, name, key_id, public
        self.announced, self.handed_over = None, None


def read_key(vkey):
    match = re.match("(" + KEY_NAME + r")\+([0-9a-f]{8})\+(\S+)\Z", vkey)
    data = base64_bytes(match.group(3)) if match else None
    if data is None or len(data) != 33 or data[0] != 1:
        return None
    if sha256(match.group(1).encode("utf-8", "surrogatepass"), b"\n", data)[:4].hex() != match.group(2):
        return None
    return Key(vkey, match.group(1), match.group(2), data[1:])


def read_key_file(text):
    lines = [line.strip().strip("\ufeff") for line in text.replace("\r\n", "\n").split("\n")]
    keys = [read_key(line) for line in lines if line and not line.startswith("#")]
    if not keys or None in keys:
        raise Fault("unreadable")
    return keys


class Checkpoint:
    pass


def number_after(line, word):
    text = line[len(word) + 1:] if line.startswith(word + " ") else ""
    return int(text) if DECIMAL.match(text) and int(text) < 2**64 else None


def read_checkpoint(note):
    at = note.rfind("\n\n")
    if at == -1 or not note.endswith("\n") or re.search("[\x00-\x09\x0b-\x1f\ud800-\udfff]", note) or len(note.encode()) > 65536:
        return None
    lines = note[:at].split("\n")
    if len(lines) < 6 or "" in lines:
        return None
    made = Checkpoint()
    made.origin, made.root, made.time = lines[0], base64_bytes(lines[2]), lines[3][5:]
    made.size = int(lines[1]) if DECIMAL.match(lines[1]) else MAX_COUNT + 1
    made.horizon, made.epoch = number_after(lines[4], "horizon"), number_after(lines[5], "epoch")
    if made.size > MAX_COUNT or made.root is None or len(made.root) != 32 or made.horizon is None or made.epoch is None:
        return None
    if not lines[3].startswith("time ") or not is_time(made.time):
        return None
    made.signed, made.signatures = note[:at + 1].encode(), []
    signature_lines = note[at + 2:-1].split("\n")
    if len(signature_lines) > 64:
        return None
    for line in signature_lines:
        match = re.match("\u2014 (" + KEY_NAME + r") (\S+)\Z", line)
        data = base64_bytes(match.group(2)) if match else None
        if data is None or len(data) < 5:
            return None
        made.signatures.append((match.group(1), data[:4].hex(), data[4:]))
    return made


def own_checkpoint(note, origin):
    checkpoint = read_checkpoint(note)
    if checkpoint is None:
        raise Fault("note")
    if checkpoint.origin != origin:
        raise Fault("tenant")
    return checkpoint


def signers_of(checkpoint, keys):
    signers = []
    for name, key_id, signature in checkpoint.signatures:
        named = [key for key in keys if (key.name, key.id) == (name, key_id)]
        by = [key for key in named if signature_holds(key.public, checkpoint.signed, signature)]
        if named and not by:
            raise Fault("signature")
        signers += by
    return signers


# --- Receipts (section 7) -----------------------------------------------------------------------------------------------

RECEIPT = {"entryId": is_uuid, "leaf": is_hash}
PROVEN = dict(RECEIPT, index=is_count, checkpoint=is_text, proof=is_proof)


def read_receipts(text):
    try:
        whole = json.loads(text)
        values = whole if isinstance(whole, list) else [whole]
    except (ValueError, RecursionError):
        try:
            values = [json.loads(line) for line in text.split("\n") if line.strip()]
        except (ValueError, RecursionError):
            raise Fault("unreadable")
    receipts = []
    for value in values:
        while is_object(value) and "receipt" in value:
            value = value["receipt"]
        if not fits(value, RECEIPT) and not fits(value, PROVEN):
            raise Fault("unreadable")
        receipts.append(value)
    if not receipts:
        raise Fault("unreadable")
    return receipts


def id_time_ms(uuid):
    return int(uuid[:8] + uuid[9:13], 16) if uuid[14] == "7" else 0


def time_ms(time):
    year, month, day = int(time[:4]), int(time[5:7]), int(time[8:10])
    return calendar.timegm((year, month, day, int(time[11:13]), int(time[14:16]), int(time[17:19]))) * 1000 + int(time[20:23])


# --- Exports (sections 8 and 9) -----------------------------------------------------------------------------------------

LINES = {
    "export": {"type": is_text, "format": lambda v: v == "countersign-audit", "version": lambda v: v == "1", "kind": lambda v: v in ("complete", "selection"), "tenant": is_uuid, "size": is_count, "made": is_time},
    "key": {"type": is_text, "vkey": is_text, "announced": or_null(is_count)},
    "checkpoint": {"type": is_text, "note": is_text},
    "consistency": {"type": is_text, "from": is_count, "to": is_count, "proof": is_proof},
    "entry": {"type": is_text, "index": is_count, "leaf": is_hash, "canonical": or_null(is_text)},
    "value": {"type": is_text, "index": is_count, "pointer": is_text, "salt": is_hash, "value": is_text},
    "revision": {"type": is_text, "index": is_count, "revisionId": is_uuid, "digest": is_hash, "canonical": is_text},
    "attachment": {"type": is_text, "index": is_count, "name": is_text, "bytes": is_count, "digest": is_hash},
    "end": {"type": is_text, "lines": is_count},
}
ROOMS = ["start", "export", "key", "checkpoint", "consistency", "entry", "end"]


def hashes(proof):
    return [bytes.fromhex(item) for item in proof]


class Export:
    def __init__(self, keys, trusted, receipts):
        self.given, self.trusted_notes, self.receipts = keys, trusted, receipts
        self.room, self.number, self.keys, self.checkpoints, self.trusted = "start", 0, [], [], []
        self.current, self.tree, self.seen, self.next, self.entry, self.entry_index = 0, Tree(), set(), 0, None, None
        self.held, self.trusted_held, self.announced = 0, 0, set()
        self.steps, self.step, self.further = [], 0, {}
        self.found, self.id_at = {}, {}

    # Line by line

    def take(self, raw):
        self.number += 1
        if len(raw) > 16777216:
            raise Fault("unreadable")
        try:
            line = read_canonical(raw.decode("utf-8"), True)
        except (UnicodeDecodeError, NotCanonical):
            raise Fault("unreadable")
        kind = line.get("type") if is_object(line) else None
        if not is_text(kind) or kind not in LINES:
            raise Fault("unreadable")
        fields = dict(LINES["entry"], proof=is_proof) if kind == "entry" and "proof" in line else LINES[kind]
        if not fits(line, fields):
            raise Fault("unreadable")
        self.enter("entry" if kind in ("value", "revision", "attachment") else kind)
        getattr(self, "take_" + kind)(line)

    def enter(self, room):
        before, to = ROOMS.index(self.room), ROOMS.index(room)
        if to < before or (to == before and room in ("export", "end")) or (before == 0 and to != 1):
            raise Fault("unreadable")
        if room == "consistency" and self.kind != "selection":
            raise Fault("unreadable")
        for left in ROOMS[before:to]:
            getattr(self, "leave_" + left, lambda: None)()
        self.room = room

    def take_export(self, line):
        self.kind, self.tenant, self.size = line["kind"], line["tenant"], line["size"]
        self.origin = "countersign/audit/" + self.tenant

    def take_key(self, line):
        key, announced = read_key(line["vkey"]), line["announced"]
        if key is None or len(self.keys) >= 1000 or (announced is None) != (not self.keys):
            raise Fault("unreadable")
        if len(self.keys) > 1 and announced <= self.keys[-1].announced:
            raise Fault("unreadable")
        if key.name != self.origin:
            raise Fault("tenant")
        key.announced = announced
        self.keys.append(key)

    def leave_key(self):
        if not self.keys:
            raise Fault("unreadable")
        mine = [key.vkey for key in self.given if key.name == self.origin]
        history = [key.vkey for key in self.keys]
        if not any(vkey in mine for vkey in history):
            raise Fault("key")
        if history[-1] not in mine and any(vkey not in history for vkey in mine):
            raise Fault("key")

    def take_checkpoint(self, line):
        if len(self.checkpoints) >= 100000:
            raise Fault("unreadable")
        new = own_checkpoint(line["note"], self.origin)
        if new.size == 0 and new.root != EMPTY:
            raise Fault("checkpoint")
        if self.checkpoints:
            old = self.checkpoints[-1]
            if new.size < old.size or (new.size == old.size and new.root != old.root):
                raise Fault("checkpoint")
            if new.time < old.time:
                raise Fault("time")
            if (new.epoch, new.horizon) < (old.epoch, old.horizon):
                raise Fault("horizon")
        signers = signers_of(new, self.keys)
        if self.keys[self.current] not in signers:
            raise Fault("signature")
        while self.current + 1 < len(self.keys) and new.size > self.keys[self.current + 1].announced:
            self.keys[self.current].handed_over = new.size
            self.current += 1
            if self.keys[self.current] not in signers:
                raise Fault("signature")
        self.checkpoints.append(new)

    def leave_checkpoint(self):
        if not self.checkpoints:
            raise Fault("unreadable")
        last = self.checkpoints[-1]
        if last.size != self.size:
            raise Fault("size", min(last.size, self.size))
        if self.current + 1 < len(self.keys):
            raise Fault("key", self.keys[self.current + 1].announced)
        known = self.keys + [key for key in self.given if key.name == self.origin and key.vkey not in [own.vkey for own in self.keys]]
        for note in self.trusted_notes + [receipt["checkpoint"] for receipt in self.receipts if "checkpoint" in receipt]:
            kept = own_checkpoint(note, self.origin)
            signers = signers_of(kept, known)
            if not signers:
                raise Fault("signature")
            if all(key.handed_over is not None and key.handed_over < kept.size for key in signers):
                raise Fault("key")
            if kept.size > self.size:
                raise Fault("rolled-back")
            self.trusted.append(kept)
        pairs = zip(self.checkpoints, self.checkpoints[1:])
        self.steps = [(older, newer) for older, newer in pairs if older.size < newer.size]

    def take_consistency(self, line):
        proof = hashes(line["proof"])
        self.step += 1
        if self.step > 200000:
            raise Fault("unreadable")
        if self.step > len(self.steps):
            if line["to"] != self.size:
                raise Fault("unreadable")
            self.further.setdefault(line["from"], proof)
            return
        older, newer = self.steps[self.step - 1]
        if (line["from"], line["to"]) != (older.size, newer.size) or not is_continued(older.size, older.root, newer.size, newer.root, proof):
            raise Fault("consistency")

    def leave_consistency(self):
        if self.kind == "complete":
            self.check_roots()
            return
        if self.step < len(self.steps):
            raise Fault("consistency")
        last = self.checkpoints[-1]
        for kept in self.trusted:
            same = [own for own in self.checkpoints if own.size == kept.size]
            if same:
                if same[0].root != kept.root:
                    raise Fault("rewritten")
                continue
            proof = [] if kept.size == 0 else self.further.get(kept.size)
            if proof is None:
                raise Fault("consistency")
            if not is_continued(kept.size, kept.root, last.size, last.root, proof):
                raise Fault("rewritten")

    # Entries

    def take_entry(self, line):
        self.finish_entry()
        index = line["index"]
        if (self.kind == "complete") == ("proof" in line):
            raise Fault("unreadable")
        if self.kind == "complete" and index != self.next:
            raise Fault("order", self.next)
        if index < self.next:
            raise Fault("order", index)
        if index >= self.size:
            raise Fault("size", index)
        canonical = line["canonical"]
        if canonical is None:
            raise Fault("missing", index)
        try:
            if len(canonical.encode()) > 4194304:
                raise NotCanonical()
            entry = read_canonical(canonical, False)
        except NotCanonical:
            raise Fault("canonical", index)
        leaf = leaf_of(canonical)
        if leaf.hex() != line["leaf"]:
            raise Fault("leaf", index)
        if not is_entry(entry):
            raise Fault("shape", index)
        if entry["tenant"] != self.tenant:
            raise Fault("tenant", index)
        if entry["id"] in self.seen:
            raise Fault("repeated", index)
        self.seen.add(entry["id"])
        self.check_announcement(entry, index)
        if self.kind == "complete":
            self.tree.append(leaf)
        elif not is_included(leaf, index, hashes(line["proof"]), self.size, self.checkpoints[-1].root):
            raise Fault("inclusion", index)
        self.next, self.entry, self.entry_index = index + 1, entry, index
        self.revision, self.unopened = None, set(entry.get("commitments", {}))
        self.found[entry["id"]] = (index, line["leaf"])
        self.id_at[index] = entry["id"]

    def check_announcement(self, entry, index):
        nth = next((nth for nth, key in enumerate(self.keys) if key.announced == index), None)
        if nth is None and entry["action"] != "audit_key.rotated":
            return
        said = [value.get("vkey") if is_object(value) else None for value in (entry["before"], entry["after"])]
        if nth is None or entry["action"] != "audit_key.rotated" or said != [self.keys[nth - 1].vkey, self.keys[nth].vkey]:
            raise Fault("key", index)
        self.announced.add(index)

    def finish_entry(self):
        if self.entry_index is not None and self.kind == "complete":
            self.check_roots()
        self.entry_index = None

    def check_roots(self):
        size = self.tree.size
        own = [head for head in self.checkpoints if head.size == size]
        kept = [head for head in self.trusted if head.size == size]
        if not own and not kept:
            return
        root = self.tree.root()
        for heads, code, since in ((own, "root", self.held), (kept, "rewritten", self.trusted_held)):
            if any(head.root != root for head in heads):
                raise Fault(code, since, size - 1) if since < size else Fault(code)
        self.held = size
        if kept:
            self.trusted_held = size

    def belongs(self, line):
        if self.entry_index is None or self.entry_index != line["index"]:
            raise Fault("unreadable")
        return line["index"]

    def take_value(self, line):
        index = self.belongs(line)
        said = self.entry.get("commitments", {}).get(line["pointer"])
        if said != sha256(b"\x02", bytes.fromhex(line["salt"]), line["value"].encode()).hex() or line["pointer"] not in self.unopened:
            raise Fault("value", index)
        self.unopened.discard(line["pointer"])

    def take_revision(self, line):
        index = self.belongs(line)
        digest = line["digest"]
        if sha256(line["canonical"].encode()).hex() != digest or not (holds_text(self.entry["before"], digest) or holds_text(self.entry["after"], digest)):
            raise Fault("revision", index)
        try:
            self.revision = json.loads(line["canonical"])
        except (ValueError, RecursionError):
            raise Fault("revision", index)

    def take_attachment(self, line):
        index = self.belongs(line)
        if self.revision is None or not holds_text(self.revision, line["digest"]):
            raise Fault("attachment", index)

    def leave_entry(self):
        self.finish_entry()

    # The end

    def take_end(self, line):
        if self.kind == "complete" and self.next != self.size:
            raise Fault("size", self.next)
        for key in self.keys[1:]:
            if key.announced not in self.announced:
                raise Fault("key", key.announced)
        if line["lines"] != self.number:
            raise Fault("unreadable")
        for receipt in self.receipts:
            self.check_receipt(receipt)

    def check_receipt(self, receipt):
        found = self.found.get(receipt["entryId"])
        if found is not None and found[1] != receipt["leaf"]:
            raise Fault("receipt", found[0])
        if found is None and self.kind == "selection" and "proof" not in receipt:
            raise Fault("receipt-selection")
        if found is None and self.kind == "complete":
            is_due = id_time_ms(receipt["entryId"]) + 10000 <= time_ms(self.checkpoints[-1].time)
            raise Fault("receipt" if is_due else "receipt-early")
        if "proof" in receipt:
            index, head = receipt["index"], read_checkpoint(receipt["checkpoint"])
            if not is_included(bytes.fromhex(receipt["leaf"]), index, hashes(receipt["proof"]), head.size, head.root):
                raise Fault("inclusion", index)
            if self.id_at.get(index, receipt["entryId"]) != receipt["entryId"]:
                raise Fault("receipt", index)


def verify(stream, key_files, trusted, receipt_files):
    """None where everything holds, else the Fault."""
    try:
        keys = [key for text in key_files for key in read_key_file(text)]
        receipts = [receipt for text in receipt_files for receipt in read_receipts(text)]
        export = Export(keys, list(trusted), receipts)
        for raw in stream:
            if not raw.endswith(b"\n"):
                raise Fault("unreadable")
            export.take(raw[:-1])
        if export.room != "end":
            raise Fault("unreadable")
        return None
    except Fault as fault:
        return fault


def run_cases(path):
    with open(path, encoding="utf-8") as cases:
        for text in cases:
            case = json.loads(text)
            stream = [line.encode("utf-8", "surrogatepass") + b"\n" for line in case["export"]]
            fault = verify(stream, [case["keyFile"]], case["trusted"], [json.dumps(receipt) for receipt in case["receipts"]])
            print(json.dumps([None, None, None] if fault is None else [fault.code, fault.index, fault.until]))


def main():
    parser = argparse.ArgumentParser(description="Checks an export of the audit.")
    parser.add_argument("export", nargs="?")
    parser.add_argument("--key", action="append", default=[])
    parser.add_argument("--trusted", action="append", default=[])
    parser.add_argument("--receipt", action="append", default=[])
    parser.add_argument("--cases")
    words = parser.parse_args()
    if words.cases:
        run_cases(words.cases)
        return 0
    if not words.export or not words.key:
        parser.error("an export and --key are needed")

    def read(path):
        with open(path, "rb") as file:
            return file.read().decode("utf-8", "replace")

    try:
        with open(words.export, "rb") as stream:
            fault = verify(stream, [read(path) for path in words.key], [read(path) for path in words.trusted], [read(path) for path in words.receipt])
    except OSError as error:
        print("Cannot be read: %s" % error)
        return 2
    if fault is None:
        print("Good: everything holds.")
        return 0
    place = "" if fault.index is None else " First bad entry: %s." % (fault.index if fault.index == fault.until else "between %d and %d" % (fault.index, fault.until))
    print("%s: %s.%s" % ("Cannot be read" if fault.code == "unreadable" else "Bad", fault.code, place))
    return 2 if fault.code == "unreadable" else 1


if __name__ == "__main__":
    sys.exit(main())
