package io.slipway.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a controller is started that is to run, and to die, in a process of its own. */
final class ControllerProcess {

  private ControllerProcess() {}

  /** Returns the command line of a main class of the tests, with a controller's usual flags. */
  static List<String> command(Class<?> main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }
}
