package io.slipway.compose.run;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects notes in order, each once. */
final class Notes {

  private final Set<Note> all = new LinkedHashSet<>();

  void add(String subject, String text) {
    all.add(new Note(subject, text));
  }

  /** Returns whether a note says already that a variable is to be set. */
  boolean tellToSet(String variable) {
    return all.stream().anyMatch(note -> note.text().endsWith("in .env as " + variable + "."));
  }

  List<Note> list() {
    return List.copyOf(all);
  }
}
