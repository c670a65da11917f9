"""What the openssl command is asked: signatures and certificates (steps 3 to 5)."""
import datetime
import hashlib
import os
import re
import subprocess

from rejected import Rejected


P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551


def der_integer(number):
    octets = number.to_bytes(number.bit_length() // 8 + 1, "big")
    return bytes((2, len(octets))) + octets


def der_sequence(content):
    return bytes((0x30, len(content))) + content


def instant_of(text):
    """Seconds since 1970 of how openssl writes an instant."""
    parsed = datetime.datetime.strptime(re.sub(r"\.\d+", "", text), "%b %d %H:%M:%S %Y")
    return int(parsed.replace(tzinfo=datetime.timezone.utc).timestamp())


class OpenSsl:
    """Answers of the openssl command; the same question is asked once."""

    def __init__(self, folder):
        self.folder = folder
        self.known = {}

    def file(self, name, octets):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(octets)
        return path

    def run(self, *arguments):
        return subprocess.run(("openssl",) + arguments, capture_output=True, timeout=60)

    def once(self, question, answer):
        key = hashlib.sha256(repr(question).encode()).digest()
        if key not in self.known:
            self.known[key] = answer()
        return self.known[key]

    def signed(self, public_key, octets, signature):
        return self.once(
            ("signed", public_key, octets, signature),
            lambda: len(signature) == 64 and self.verified(public_key, octets, signature),
        )

    def verified(self, public_key, octets, signature):
        key, scheme = self.file("key.pem", public_key), self.scheme(public_key)
        if scheme == "ES256":
            r, s = (int.from_bytes(signature[i:i + 32], "big") for i in (0, 32))
            if s > P256_ORDER // 2:
                return False
            signature = der_sequence(der_integer(r) + der_integer(s))
        return scheme is not None and self.run(
            "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", key,
            *(("-digest", "sha256") if scheme == "ES256" else ()),
            "-in", self.file("octets", octets),
            "-sigfile", self.file("signature", signature),
        ).returncode == 0

    def scheme(self, public_key):
        """The JOSE name of how a key signs; None for a key that is neither."""
        def read():
            key = self.file("scheme.pem", public_key)
            text = self.run("pkey", "-pubin", "-in", key, "-noout", "-text").stdout.decode()
            if text.startswith("ED25519"):
                return "Ed25519"
            return "ES256" if "ASN1 OID: prime256v1" in text else None
        return self.once(("scheme", public_key), read)

    def key_of(self, chain, trust, at):
        """Public key and common name of the first certificate; None where no path is trusted."""
        return self.once(("key", tuple(chain), trust, at), lambda: self.path(chain, trust, at))

    def revoked(self, chain, trust, crl, stamped):
        """Whether one of the certificates was taken back, and no sound stamp is older than that."""
        return self.once(("revoked", tuple(chain), stamped), lambda: any(
            since is not None and (stamped is None or stamped >= since)
            for since in self.taken_back(chain, trust, crl)))

    def taken_back(self, chain, trust, crl):
        listed = self.run("crl", "-in", crl, "-noout", "-text", "-CAfile", trust,
                          "-nameopt", "RFC2253")
        text = listed.stdout.decode("utf-8", "replace")
        if listed.returncode != 0 or b"verify OK" not in listed.stderr:
            raise Rejected("certificate", "the list of revoked certificates is not believed")
        issuer = re.search(r"Issuer: (.*)", text).group(1).strip()
        dates = dict(re.findall(r"Serial Number: ([0-9A-F]+)\s+Revocation Date: (.*) GMT", text))
        for number, der in enumerate(chain):
            about = self.run("x509", "-inform", "DER", "-in", self.file(f"{number}.der", der),
                             "-noout", "-serial", "-issuer", "-nameopt", "RFC2253").stdout.decode()
            serial = re.search(r"serial=([0-9A-F]+)", about).group(1)
            same = re.search(r"issuer=(.*)", about).group(1).strip() == issuer
            yield instant_of(dates[serial]) if same and serial in dates else None

    def path(self, chain, trust, at):
        files = []
        for number, der in enumerate(chain):
            pem = self.run("x509", "-inform", "DER", "-in", self.file(f"{number}.der", der))
            if pem.returncode != 0:
                return None
            files.append(self.file(f"{number}.pem", pem.stdout))
        untrusted = self.file("untrusted.pem", b"".join(open(f, "rb").read() for f in files[1:]))
        begin = self.run("x509", "-noout", "-startdate", "-in", files[0]).stdout.decode()
        found = re.search(r"notBefore=(.*) GMT", begin)
        if found:  # a key that came after the recording seals it
            at = max(at, instant_of(found.group(1)))
        verified = self.run(
            "verify", "-partial_chain", "-attime", str(at), "-CAfile", trust,
            *(("-untrusted", untrusted) if len(files) > 1 else ()), files[0])
        subject = self.run("x509", "-noout", "-subject", "-nameopt", "multiline,utf8,-esc_msb",
                           "-in", files[0])
        key = self.run("x509", "-noout", "-pubkey", "-in", files[0])
        name = re.search(r"commonName\s*=\s*(.*)", subject.stdout.decode("utf-8", "replace"))
        if verified.returncode != 0 or key.returncode != 0 or not name:
            return None
        return key.stdout, name.group(1).strip()
