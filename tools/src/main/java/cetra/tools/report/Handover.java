package cetra.tools.report;

import cetra.wire.custody.CustodyRecord;
import cetra.wire.evidence.EvidenceVerdict;
import cetra.wire.hash.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What is handed over.
 *
 * @param name of the package's file
 * @param bytes octets of the file
 * @param hash SHA-256 of the file
 * @param verdict what its verification came to
 * @param custody its custody record, as far as it holds; empty when none was given
 * @param at when the document was made
 */
record Handover(
    String name,
    long bytes,
    Hash hash,
    EvidenceVerdict verdict,
    Optional<CustodyRecord.Verdict> custody,
    Instant at) {
  static Handover of(
      Path file, EvidenceVerdict verdict, Optional<CustodyRecord.Verdict> custody, Instant at)
      throws IOException {
    return new Handover(
        String.valueOf(file.getFileName()),
        Files.size(file),
        Hash.ofFile(file),
        verdict,
        custody,
        at);
  }
}
