package io.slipway.deploy;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a deployment did not become live, for somebody who was not there.
 *
 * @param title a few words: {@code web never became healthy}
 * @param sentence what happened and why
 * @param usersAffected whether requests may have seen the bad version or a gap
 * @param proof the lines that prove it
 * @param likelyCause what probably is to blame, where that can be told
 */
@Json
public record Failure(
    String title,
    String sentence,
    boolean usersAffected,
    List<ProofLine> proof,
    @Nullable String likelyCause) {

  /** A line of evidence: from which container or step, and its text. */
  @Json
  public record ProofLine(String step, long line, String text) {}

  /** Returns the same with what is known of the users. */
  Failure affecting(boolean affected) {
    return new Failure(title, sentence, affected, proof, likelyCause);
  }

  /** Returns the same with one more sentence. */
  Failure because(String more) {
    return new Failure(title, sentence + " " + more, usersAffected, proof, likelyCause);
  }
}
