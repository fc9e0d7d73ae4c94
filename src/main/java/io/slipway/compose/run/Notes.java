package io.slipway.compose.run;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects notes in order, each once. */
final class Notes {

  private final Set<Note> all = new LinkedHashSet<>();
  private final Set<String> toSet = new HashSet<>();

  void add(String subject, String text) {
    all.add(new Note(subject, text));
  }

  /** Says that a variable is to be set, with a text that names it. */
  void addToSet(String variable, String subject, String text) {
    toSet.add(variable);
    add(subject, text);
  }

  /** Returns whether a note says already that a variable is to be set. */
  boolean tellToSet(String variable) {
    return toSet.contains(variable);
  }

  List<Note> list() {
    return List.copyOf(all);
  }
}
