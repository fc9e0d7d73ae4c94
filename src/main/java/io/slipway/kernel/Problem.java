package io.slipway.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Something that the person (or program) that asked can act on: what happened, why, and what to do.
 * The API answers it as problem JSON (RFC 9457); anything else that is thrown is a fault of ours.
 */
public abstract sealed class Problem extends RuntimeException {

  private final String code;
  private final @Nullable String hint;

  private Problem(String code, String message, @Nullable String hint) {
    super(message);
    this.code = code;
    this.hint = hint;
  }

  /** Returns the HTTP status that says the same. */
  public abstract int status();

  /** Returns a stable word for programs, in {@code kebab-case}: {@code stack-not-found}. */
  public final String code() {
    return code;
  }

  /** Returns what happened and why, one or two sentences. */
  public final String message() {
    return String.valueOf(getMessage());
  }

  /** Returns what to do about it, or null when that is plain. */
  public final @Nullable String hint() {
    return hint;
  }

  /** A value that was refused at the door (400). */
  public static final class Invalid extends Problem {
    private final @Nullable String field;

    public Invalid(String code, String message, @Nullable String field, @Nullable String hint) {
      super(code, message, hint);
      this.field = field;
    }

    public Invalid(String code, String message) {
      this(code, message, null, null);
    }

    /** Returns the name of the input that is wrong, as the API spells it, or null. */
    public @Nullable String field() {
      return field;
    }

    @Override
    public int status() {
      return 400;
    }
  }

  /** Nobody is logged in, or the login is not right (401). */
  public static final class Unauthenticated extends Problem {
    public Unauthenticated(String code, String message, @Nullable String hint) {
      super(code, message, hint);
    }

    @Override
    public int status() {
      return 401;
    }
  }

  /** The caller's role does not allow it (403). */
  public static final class Forbidden extends Problem {
    public Forbidden(String code, String message, @Nullable String hint) {
      super(code, message, hint);
    }

    @Override
    public int status() {
      return 403;
    }
  }

  /** There is no such thing (404). */
  public static final class NotFound extends Problem {
    public NotFound(String code, String message) {
      super(code, message, null);
    }

    @Override
    public int status() {
      return 404;
    }
  }

  /** It cannot be done in the present state: busy, changed meanwhile, taken (409). */
  public static final class Conflict extends Problem {
    public Conflict(String code, String message, @Nullable String hint) {
      super(code, message, hint);
    }

    @Override
    public int status() {
      return 409;
    }
  }

  /** More bytes than allowed (413). */
  public static final class TooLarge extends Problem {
    public TooLarge(String code, String message, @Nullable String hint) {
      super(code, message, hint);
    }

    @Override
    public int status() {
      return 413;
    }
  }

  /** Too many tries (429). */
  public static final class TooMany extends Problem {
    private final long retryAfterSeconds;

    public TooMany(String code, String message, long retryAfterSeconds) {
      super(code, message, null);
      this.retryAfterSeconds = retryAfterSeconds;
    }

    /** Returns after how many seconds another try makes sense. */
    public long retryAfterSeconds() {
      return retryAfterSeconds;
    }

    @Override
    public int status() {
      return 429;
    }
  }

  /** Something outside that is needed does not answer: engine, git server, router (503). */
  public static final class Unavailable extends Problem {
    public Unavailable(String code, String message, @Nullable String hint) {
      super(code, message, hint);
    }

    public Unavailable(
        String code, String message, @Nullable String hint, @Nullable Throwable cause) {
      super(code, message, hint);
      initCause(cause);
    }

    @Override
    public int status() {
      return 503;
    }
  }
}
