package io.slipway.log;

import io.slipway.kernel.Problem;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What is looked for in a log. Colours are not part of what is searched.
 *
 * @param text plain text or a regular expression, 1 to 500 characters
 * @param regex whether it is a regular expression
 * @param matchCase whether upper and lower case differ
 */
public record LogSearch(String text, boolean regex, boolean matchCase) {

  /**
   * Takes a search that came from outside.
   *
   * @throws Problem.Invalid when it is empty, too long or no regular expression
   */
  public LogSearch {
    if (text.isEmpty() || text.length() > 500) {
      throw new Problem.Invalid("search-invalid", "A search has 1 to 500 characters.", "q", null);
    }
    if (regex) {
      try {
        Pattern.compile(text);
      } catch (PatternSyntaxException e) {
        throw new Problem.Invalid(
            "search-invalid",
            "This is not a regular expression: " + e.getDescription() + ".",
            "q",
            "Correct it, or search for it as plain text.");
      }
    }
  }

  Pattern pattern() {
    int flags = matchCase ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    return Pattern.compile(text, regex ? flags : flags | Pattern.LITERAL);
  }
}
