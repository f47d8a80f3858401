package io.moodspeaker.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A look at what this machine has of what the daemon can use. */
public final class Doctor {
  private Doctor() {}

  /**
   * What was found.
   *
   * @param findings a line each
   * @param remedy the command that gets what is missing, if a command can
   * @param healthy whether the daemon can run
   */
  public record Report(List<String> findings, Optional<String> remedy, boolean healthy) {
    public Report {
      findings = List.copyOf(findings);
    }
  }

  /** Looks. */
  public static Report examine() {
    List<String> findings = new ArrayList<>();
    SystemLibraries libraries = SystemLibraries.look();
    libraries
        .missing()
        .forEach(
            library ->
                findings.add(
                    "missing  " + library.soname() + ", which " + library.need() + " needs"));
    if (libraries.missing().isEmpty()) {
      findings.add("ok       all system libraries");
    }
    return new Report(findings, libraries.remedy(), !libraries.incomplete());
  }
}
