package io.slipway;

import io.slipway.kernel.Problem;
import io.slipway.system.Troubles;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Shows what is wrong with certificates among the server's troubles. */
final class CertificateWarnings implements Consumer<List<Problem>> {

  private static final List<String> CODES = List.of("certificate-renewal", "certificate-expiry");

  private final Troubles troubles;

  CertificateWarnings(Troubles troubles) {
    this.troubles = troubles;
  }

  @Override
  public void accept(List<Problem> problems) {
    for (String code : CODES) {
      List<Problem> those = problems.stream().filter(one -> one.code().equals(code)).toList();
      if (those.isEmpty()) {
        troubles.clear(code);
      } else {
        String all = those.stream().map(Problem::message).collect(Collectors.joining(" "));
        troubles.raise(code, new Problem.Unavailable(code, all, those.getFirst().hint()));
      }
    }
  }
}
