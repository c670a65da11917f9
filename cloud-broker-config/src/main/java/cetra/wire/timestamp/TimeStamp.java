package cetra.wire.timestamp;

import cetra.wire.hash.Hash;
import cetra.wire.key.TlsIdentity;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/** Asks for time stamps over SHA-256 hashes, and checks them (RFC 3161 section 2.4). */
public final class TimeStamp {
  /** The longest response. */
  public static final int MOST_OCTETS = 64 << 10;

  private static final int NONCE_BITS = 64;

  private TimeStamp() {}

  /**
   * What an authority says.
   *
   * @param at when what it stamped existed at the latest
   * @param authority common name of the authority's certificate
   */
  public record Stamp(Instant at, String authority) {}

  /** A request for a stamp over a hash, which wants the authority's certificate beside it. */
  public static byte[] request(Hash hash) {
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    BigInteger nonce = new BigInteger(NONCE_BITS, new SecureRandom());
    try {
      return generator.generate(NISTObjectIdentifiers.id_sha256, hash.bytes(), nonce).getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Checks that a response answers a request, and all that {@link #verify} checks.
   *
   * @throws IllegalArgumentException when it does not; says why
   */
  public static Stamp answered(
      byte[] request, byte[] response, Hash hash, List<X509Certificate> authorities) {
    try {
      new TimeStampResponse(limited(response)).validate(new TimeStampRequest(request));
    } catch (TSPException | IOException | RuntimeException e) {
      throw new IllegalArgumentException("no answer to the request: " + e.getMessage(), e);
    }
    return verify(response, hash, authorities);
  }

  /**
   * Checks a response by itself.
   *
   * @param hash of what it is to have stamped
   * @param authorities who may vouch for the authority's certificate
   * @throws IllegalArgumentException when it is no good stamp over the hash; says why
   */
  public static Stamp verify(byte[] response, Hash hash, List<X509Certificate> authorities) {
    try {
      TimeStampToken token = new TimeStampResponse(limited(response)).getTimeStampToken();
      if (token == null) {
        throw new IllegalArgumentException("the authority has refused to stamp");
      }
      boolean sha256 =
          token
              .getTimeStampInfo()
              .getMessageImprintAlgOID()
              .equals(NISTObjectIdentifiers.id_sha256);
      byte[] imprint = token.getTimeStampInfo().getMessageImprintDigest();
      if (!sha256 || imprint.length != Hash.BYTES || !Hash.of(imprint).equals(hash)) {
        throw new IllegalArgumentException("it is a stamp over something else");
      }
      return signed(token, authorities);
    } catch (TSPException
        | IOException
        | GeneralSecurityException
        | OperatorCreationException
        | ClassCastException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Stamp signed(TimeStampToken token, List<X509Certificate> authorities)
      throws TSPException, IOException, GeneralSecurityException, OperatorCreationException {
    @SuppressWarnings("unchecked") // the library's selector has no parameter
    Collection<X509CertificateHolder> signers = token.getCertificates().getMatches(token.getSID());
    if (signers.isEmpty()) {
      throw new IllegalArgumentException("the authority's certificate is not in it");
    }
    X509CertificateHolder signer = signers.iterator().next();
    token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
    X509Certificate certificate = new JcaX509CertificateConverter().getCertificate(signer);
    Date at = token.getTimeStampInfo().getGenTime();
    trust(certificate, at, authorities);
    return new Stamp(at.toInstant(), TlsIdentity.subject(certificate, "CN"));
  }

  private static void trust(X509Certificate signer, Date at, List<X509Certificate> authorities)
      throws GeneralSecurityException {
    Set<TrustAnchor> anchors =
        authorities.stream()
            .map(authority -> new TrustAnchor(authority, null))
            .collect(Collectors.toUnmodifiableSet());
    CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(signer));
    PKIXParameters parameters = new PKIXParameters(anchors);
    parameters.setRevocationEnabled(false);
    parameters.setDate(at);
    CertPathValidator.getInstance("PKIX").validate(path, parameters);
  }

  private static byte[] limited(byte[] response) {
    if (response.length > MOST_OCTETS) {
      throw new IllegalArgumentException(
          "a stamp has at most " + MOST_OCTETS + " octets, not " + response.length);
    }
    return response;
  }
}
