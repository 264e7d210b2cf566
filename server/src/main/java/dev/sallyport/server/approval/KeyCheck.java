package dev.sallyport.server.approval;

/** Finds the person behind a signature. */
final class KeyCheck {
  private final TrustRoot trust;

  KeyCheck(TrustRoot trust) {
    this.trust = trust;
  }

  /**
   * The approver who signed.
   *
   * @throws RefusedException where no enrolled key that is in force made the signature
   */
  TrustRoot.Approver requireSigner(Signed signed) {
    for (TrustRoot.Approver approver : trust.approvers().values()) {
      for (TrustRoot.EnrolledKey enrolled : approver.keys()) {
        if (enrolled.key().id().equals(signed.key())) {
          requireInForce(approver, enrolled);
          SignatureCheck.require(enrolled.key(), signed);
          return approver;
        }
      }
    }
    throw new RefusedException(
        Refusal.UNKNOWN_KEY,
        trust.isEmpty()
            ? "nobody is enrolled as an approver"
            : "the signing key belongs to no enrolled approver",
        "enrol the key with `sallyport approver init NAME`");
  }

  private static void requireInForce(TrustRoot.Approver approver, TrustRoot.EnrolledKey enrolled) {
    if (enrolled.revoked()) {
      throw new RefusedException(
          Refusal.REVOKED_KEY,
          "the key of `" + approver.name() + "` was revoked: what it signed no longer counts",
          "sign with a key that is in force");
    }
  }
}
