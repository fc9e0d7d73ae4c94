package io.slipway.certificate;

import io.slipway.kernel.Problem;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * A certificate with those that signed it and its private key, all checked.
 *
 * @param chain the certificate itself first
 * @param key PKCS #8
 */
record KeyedCertificate(List<X509Certificate> chain, PrivateKey key) {

  /** HAProxy's runtime socket takes a text of 16 KiB, with the command around it. */
  private static final int MOST_CHARACTERS = 15_000;

  private static final int LEAST_RSA_BITS = 2048;

  /**
   * Reads PEM texts.
   *
   * @throws Problem.Invalid naming the field and what is wrong with it
   */
  static KeyedCertificate parse(String certificate, String key, Instant now) {
    List<X509Certificate> chain = Chain.parse(certificate);
    X509Certificate own = chain.getFirst();
    Chain.check(chain, now);
    PublicKey publicKey = own.getPublicKey();
    PrivateKey privateKey = privateKey(key, publicKey);
    if (!fits(privateKey, publicKey)) {
      throw key(
          "The private key does not belong to the certificate.",
          "Upload the key that the certificate was requested with.");
    }
    KeyedCertificate both = new KeyedCertificate(chain, privateKey);
    if (both.pem().length() > MOST_CHARACTERS) {
      throw new Problem.Invalid(
          "certificate-too-long",
          "The certificate and those that signed it are too long for the router.",
          "certificate",
          "Leave out the root's certificate: browsers have it.");
    }
    return both;
  }

  private static PrivateKey privateKey(String text, PublicKey publicKey) {
    Optional<Pem> block =
        Pem.all(text).stream().filter(pem -> pem.label().endsWith("PRIVATE KEY")).findFirst();
    if (text.contains("ENCRYPTED")) {
      throw key(
          "The private key is protected by a password.",
          "Take the password off: openssl pkey -in key.pem -out open.pem");
    }
    if (block.isEmpty()) {
      throw key(
          "The text holds no private key.",
          "It begins with -----BEGIN PRIVATE KEY-----, or EC or RSA PRIVATE KEY.");
    }
    String algorithm = publicKey.getAlgorithm();
    boolean known =
        publicKey instanceof ECPublicKey
            || publicKey instanceof RSAPublicKey rsa
                && rsa.getModulus().bitLength() >= LEAST_RSA_BITS;
    if (!known) {
      throw new Problem.Invalid(
          "certificate-key-kind",
          "The certificate's key (" + algorithm + ") is not one that clients take.",
          "certificate",
          "Use a key of RSA with at least "
              + LEAST_RSA_BITS
              + " bits, or one of an elliptic curve.");
    }
    byte[] bytes = block.get().bytes();
    try {
      return KeyFactory.getInstance(algorithm)
          .generatePrivate(
              new PKCS8EncodedKeySpec(
                  block.get().label().equals("PRIVATE KEY") ? bytes : enveloped(publicKey, bytes)));
    } catch (GeneralSecurityException | IOException e) {
      throw key(
          "The private key cannot be read, or is of another kind than the certificate's.",
          "Upload the key that the certificate was requested with.");
    }
  }

  /**
   * Returns a PKCS #8 key from one as PKCS #1 or SEC 1 have it: its algorithm and the parameters of
   * that are those of the public key.
   */
  private static byte[] enveloped(PublicKey publicKey, byte[] key) throws IOException {
    return new PrivateKeyInfo(
            SubjectPublicKeyInfo.getInstance(publicKey.getEncoded()).getAlgorithm(),
            ASN1Primitive.fromByteArray(key))
        .getEncoded();
  }

  private static boolean fits(PrivateKey key, PublicKey publicKey) {
    try {
      Signature signature =
          Signature.getInstance(
              publicKey instanceof ECPublicKey ? "SHA256withECDSA" : "SHA256withRSA");
      byte[] text = {1, 2, 3};
      signature.initSign(key);
      signature.update(text);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(text);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false; // another curve, another length
    }
  }

  /** Returns the certificates as PEM, the own one first. */
  String certificates() {
    return Chain.pem(chain);
  }

  /** Returns the private key as PEM. */
  String privateKey() {
    return new Pem("PRIVATE KEY", key.getEncoded()).text();
  }

  private String pem() {
    return certificates() + privateKey();
  }

  private static Problem.Invalid key(String message, String hint) {
    return new Problem.Invalid("certificate-key", message, "key", hint);
  }

  /** Keeps the key out of logs. */
  @Override
  public String toString() {
    return "KeyedCertificate[" + chain.getFirst().getSubjectX500Principal() + "]";
  }
}
