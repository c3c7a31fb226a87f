"""Ed25519 (RFC 8032), ECDSA over P-256 and RSA with SHA-256 (FIPS 186), checking only."""

import hashlib

from caseflow.proof.single.plain import Bad, sha, unbase64url

P25519 = 2**255 - 19
L25519 = 2**252 + 27742317777372353535851937790883648493
D25519 = -121665 * pow(121666, -1, P25519) % P25519
BASE_Y = 4 * pow(5, -1, P25519) % P25519


def recover_x(y, sign):
    square = (y * y - 1) * pow(D25519 * y * y + 1, -1, P25519) % P25519
    x = pow(square, (P25519 + 3) // 8, P25519)
    if (x * x - square) % P25519:
        x = x * pow(2, (P25519 - 1) // 4, P25519) % P25519
    if (x * x - square) % P25519 or (x == 0 and sign):
        raise Bad("no point")
    return P25519 - x if x % 2 != sign else x


def decompress(raw):
    number = int.from_bytes(raw, "little")
    y, sign = number & ((1 << 255) - 1), number >> 255
    if y >= P25519:
        raise Bad("no point")
    x = recover_x(y, sign)
    return x, y, 1, x * y % P25519


def edwards_add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P25519
    b = (p[1] + p[0]) * (q[1] + q[0]) % P25519
    c = 2 * p[3] * q[3] * D25519 % P25519
    d = 2 * p[2] * q[2] % P25519
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P25519, g * h % P25519, f * g % P25519, e * h % P25519


def edwards_times(scalar, point):
    total = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = edwards_add(total, point)
        point, scalar = edwards_add(point, point), scalar >> 1
    return total


BASE25519 = (recover_x(BASE_Y, 0), BASE_Y, 1, recover_x(BASE_Y, 0) * BASE_Y % P25519)


def ed25519_holds(public, message, signature):
    """Whether an Ed25519 signature holds."""
    if len(public) != 32 or len(signature) != 64:
        return False
    try:
        key = decompress(public)
    except Bad:
        return False
    s = int.from_bytes(signature[32:], "little")
    if s >= L25519:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L25519
    minus = (P25519 - key[0], key[1], 1, P25519 - key[3])
    x, y, z, _ = edwards_add(edwards_times(s, BASE25519), edwards_times(k, minus))
    inverse = pow(z, -1, P25519)
    x, y = x * inverse % P25519, y * inverse % P25519
    return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]


P256 = 2**256 - 2**224 + 2**192 + 2**96 - 1
N256 = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B256 = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G256 = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)


def p256_double(p):
    x, y, z = p
    if not z or not y:
        return 0, 1, 0
    yy = y * y % P256
    s = 4 * x * yy % P256
    zz = z * z % P256
    m = 3 * (x - zz) * (x + zz) % P256
    x3 = (m * m - 2 * s) % P256
    return x3, (m * (s - x3) - 8 * yy * yy) % P256, 2 * y * z % P256


def p256_add(p, q):
    if not p[2]:
        return q
    if not q[2]:
        return p
    zp, zq = p[2] * p[2] % P256, q[2] * q[2] % P256
    u1, u2 = p[0] * zq % P256, q[0] * zp % P256
    s1, s2 = p[1] * zq * q[2] % P256, q[1] * zp * p[2] % P256
    if u1 == u2:
        return p256_double(p) if s1 == s2 else (0, 1, 0)
    h, r = (u2 - u1) % P256, (s2 - s1) % P256
    hh = h * h % P256
    hhh, v = h * hh % P256, u1 * hh % P256
    x3 = (r * r - hhh - 2 * v) % P256
    return x3, (r * (v - x3) - s1 * hhh) % P256, h * p[2] * q[2] % P256


def p256_times(scalar, point):
    total = (0, 1, 0)
    for bit in bin(scalar)[2:]:
        total = p256_double(total)
        if bit == "1":
            total = p256_add(total, point)
    return total


def der_pair(raw):
    """The two integers of an ECDSA signature, each in the one way DER has."""

    def integer(at):
        if len(raw) < at + 2 or raw[at] != 2 or not 1 <= raw[at + 1] <= 33 or len(raw) < at + 2 + raw[at + 1]:
            raise Bad("DER")
        body = raw[at + 2 : at + 2 + raw[at + 1]]
        if body[0] & 0x80 or (len(body) > 1 and body[0] == 0 and not body[1] & 0x80):
            raise Bad("DER")
        return int.from_bytes(body, "big"), at + 2 + len(body)

    if len(raw) < 2 or raw[0] != 0x30 or raw[1] != len(raw) - 2 or raw[1] > 127:
        raise Bad("DER")
    r, at = integer(2)
    s, at = integer(at)
    if at != len(raw):
        raise Bad("DER")
    return r, s


def is_on_p256(x, y):
    return x < P256 and y < P256 and (y * y - x * x * x + 3 * x - B256) % P256 == 0


def es256_holds(x, y, message, signature):
    """Whether an ECDSA signature over P-256 with SHA-256 holds."""
    try:
        r, s = der_pair(signature)
    except Bad:
        return False
    if not (0 < r < N256 and 0 < s < N256):
        return False
    w = pow(s, -1, N256)
    e = int.from_bytes(sha(message), "big")
    u1, u2 = e * w % N256, r * w % N256
    px, _, pz = p256_add(p256_times(u1, (*G256, 1)), p256_times(u2, (x, y, 1)))
    return bool(pz) and px * pow(pz * pz, -1, P256) % P256 % N256 == r


def rs256_holds(modulus, exponent, message, signature):
    """Whether an RSA signature (PKCS #1 v1.5, SHA-256) holds; a key of less than 2048 bits is nobody's."""
    size = (modulus.bit_length() + 7) // 8
    if modulus.bit_length() < 2048 or modulus.bit_length() > 8192 or len(signature) != size:
        return False
    whole = pow(int.from_bytes(signature, "big"), exponent, modulus).to_bytes(size, "big")
    tail = bytes.fromhex("003031300d060960864801650304020105000420") + sha(message)
    return whole == b"\x00\x01" + b"\xff" * (size - 2 - len(tail)) + tail


def cbor_head(raw, at):
    """Major type and number of an item, and where it goes on (RFC 8949, 3)."""
    if at >= len(raw):
        raise Bad("CBOR")
    major, short = raw[at] >> 5, raw[at] & 31
    if short < 24:
        return major, short, at + 1
    end = at + 1 + (1 << short - 24) if short < 27 else len(raw) + 1
    if end > len(raw):
        raise Bad("CBOR")
    return major, int.from_bytes(raw[at + 1 : end], "big"), end


def cbor_item(raw, at):
    major, number, at = cbor_head(raw, at)
    if major == 2 and at + number <= len(raw):
        return raw[at : at + number], at + number
    if major > 1:
        raise Bad("CBOR")
    return (number if major == 0 else -1 - number), at


class PublicKey:
    """A COSE key (RFC 9052) in base64url: ES256 over P-256, EdDSA over Ed25519, or RS256."""

    def __init__(self, text):
        raw = unbase64url(text)
        major, pairs, at = cbor_head(raw, 0)
        self.map = {}
        for _ in range(pairs if major == 5 else 0):
            label, at = cbor_item(raw, at)
            value, at = cbor_item(raw, at)
            if not isinstance(label, int) or label in self.map:
                raise Bad("COSE")
            self.map[label] = value
        kinds = {(2, -7): "es256", (1, -8): "eddsa", (3, -257): "rs256"}
        self.alg = kinds.get((self.map.get(1), self.map.get(3)))
        curve = {"es256": 1, "eddsa": 6, "rs256": self.map.get(-1)}
        if at != len(raw) or self.alg is None or self.map.get(-1) != curve[self.alg]:
            raise Bad("COSE")
        parts = [
            self.map.get(label) for label in {"es256": (-2, -3), "eddsa": (-2,), "rs256": (-1, -2)}[self.alg]
        ]
        if not all(isinstance(part, bytes) and part for part in parts):
            raise Bad("COSE")
        if self.alg != "rs256" and any(len(part) != 32 for part in parts):
            raise Bad("COSE")
        if self.alg == "es256" and not is_on_p256(*(int.from_bytes(part, "big") for part in parts)):
            raise Bad("COSE")
        self.parts = parts if self.alg == "eddsa" else [int.from_bytes(part, "big") for part in parts]

    def holds(self, message, signature):
        holds = {"es256": es256_holds, "eddsa": ed25519_holds, "rs256": rs256_holds}
        return holds[self.alg](*self.parts, message, signature)
