package dev.sallyport.server.approval;

import dev.sallyport.server.audit.CanonicalJson;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** What is signed: canonical JSON that names its purpose, so that it counts for nothing else. */
record Document(JsonObject json) {
  private static final int VERSION = 1;

  /** A document for one purpose, with more fields. */
  static Document of(Purpose purpose, JsonObjectBuilder fields) {
    return new Document(fields.add("purpose", purpose.label()).add("version", VERSION).build());
  }

  /**
   * Reads what was signed.
   *
   * @throws RefusedException where the text is not in canonical form: two texts must not mean the
   *     same
   */
  static Document parse(String text) {
    try {
      JsonObject json = CanonicalJson.parse(text);
      if (CanonicalJson.text(json).equals(text)) {
        return new Document(json);
      }
    } catch (JsonException e) {
      // Refused below, like any other text that is not ours.
    }
    throw new RefusedException(
        Refusal.BAD_SIGNATURE,
        "what was signed is not a document of sallyport",
        "sign what `sallyport tickets show` prints");
  }

  /** Refuses a document that was signed for something else. */
  Document require(Purpose purpose) {
    Fields fields = fields();
    String stated = fields.has("purpose") ? fields.text("purpose") : "nothing";
    if (!stated.equals(purpose.label()) || fields.number("version") != VERSION) {
      throw new RefusedException(
          Refusal.WRONG_PURPOSE,
          "the signature is for `" + stated + "`, not for `" + purpose.label() + "`",
          "sign again, for this");
    }
    return this;
  }

  Fields fields() {
    return new Fields(json);
  }

  String text() {
    return CanonicalJson.text(json);
  }
}
