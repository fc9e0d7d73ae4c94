package io.slipway.git;

import io.slipway.kernel.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A git server or repository did not do what was asked; says why in words. The message never holds
 * a secret.
 */
public final class GitException extends RuntimeException {

  /** Why, as a word for programs. */
  public enum Code {
    WRONG_CREDENTIAL("wrong-credential"),
    UNKNOWN_HOST("unknown-host"),
    HOST_KEY_CHANGED("host-key-changed"),
    NO_SUCH_REPOSITORY("no-such-repository"),
    TIMEOUT("timeout"),
    UNREACHABLE("unreachable"),
    LOGIN_NEEDED("login-needed"),
    ERROR("error");

    private final String word;

    Code(String word) {
      this.word = word;
    }

    /** Returns the word as the API has it. */
    public String word() {
      return word;
    }
  }

  private final Code code;
  private final @Nullable String hint;
  private final transient @Nullable HostKey offered;
  private final transient @Nullable HostKey known;

  GitException(Code code, String message, @Nullable String hint) {
    this(code, message, hint, null, null);
  }

  GitException(
      Code code,
      String message,
      @Nullable String hint,
      @Nullable HostKey offered,
      @Nullable HostKey known) {
    super(message);
    this.code = code;
    this.hint = hint;
    this.offered = offered;
    this.known = known;
  }

  /** Returns why. */
  public Code code() {
    return code;
  }

  /** Returns what happened, one or two sentences. */
  public String message() {
    return String.valueOf(getMessage());
  }

  /** Returns what to do, or null. */
  public @Nullable String hint() {
    return hint;
  }

  /** Returns the key that the SSH server shows, when that is the trouble. */
  public @Nullable HostKey offered() {
    return offered;
  }

  /** Returns the key that was expected instead, when there is one. */
  public @Nullable HostKey known() {
    return known;
  }

  /** Returns the same as a problem for whoever asked. */
  public Problem problem() {
    return new Problem.Unavailable(code.word(), message(), hint, this);
  }
}
