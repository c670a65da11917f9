"""What the openssl command is asked: signatures and certificates (steps 3 to 5)."""
import datetime
import hashlib
import os
import re
import subprocess


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
            lambda: len(signature) == 64
            and self.run(
                "pkeyutl", "-verify", "-rawin", "-pubin",
                "-inkey", self.file("key.pem", public_key),
                "-in", self.file("octets", octets),
                "-sigfile", self.file("signature", signature),
            ).returncode == 0,
        )

    def key_of(self, chain, trust, at):
        """Public key and common name of the first certificate; None where no path is trusted."""
        return self.once(("key", tuple(chain), trust, at), lambda: self.path(chain, trust, at))

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
            parsed = datetime.datetime.strptime(found.group(1), "%b %d %H:%M:%S %Y")
            at = max(at, int(parsed.replace(tzinfo=datetime.timezone.utc).timestamp()))
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
