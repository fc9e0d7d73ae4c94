package io.slipway.git;

import io.slipway.kernel.Command;
import io.slipway.kernel.Problem;
import io.slipway.kernel.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Makes and reads SSH keys with {@code ssh-keygen}. */
public final class SshKeys {

  private final Processes processes;
  private final Path runFolder;

  /** Makes a maker; {@code runFolder} is where key files lie for a moment. */
  public SshKeys(Processes processes, Path runFolder) {
    this.processes = processes;
    this.runFolder = runFolder;
  }

  /**
   * A key pair.
   *
   * @param privateKey in OpenSSH form
   * @param publicKey one line, as providers take it
   * @param fingerprint {@code SHA256:…} of the public key
   */
  public record Pair(String privateKey, String publicKey, String fingerprint) {
    @Override
    public String toString() {
      return "Pair[" + fingerprint + "]";
    }
  }

  /** Makes a new ed25519 pair; {@code comment} ends the public line. */
  public Pair generate(String comment) throws InterruptedException {
    try (RunFiles files = RunFiles.under(runFolder)) {
      Path key = files.folder().resolve("key");
      Command.Result result =
          run("-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", key.toString());
      if (!result.ok()) {
        throw new IllegalStateException("ssh-keygen: " + result.lastLine());
      }
      String publicKey = Files.readString(files.folder().resolve("key.pub")).strip();
      return new Pair(Files.readString(key), publicKey, fingerprint(publicKey));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the key that was made", e);
    }
  }

  /**
   * Reads a pasted private key.
   *
   * @throws Problem.Invalid when it is no private key or has a passphrase
   */
  public Pair read(String pasted) throws InterruptedException {
    String clean = pasted.replace("\r", "").strip() + "\n";
    try (RunFiles files = RunFiles.under(runFolder)) {
      Path key = files.write("key", clean, false);
      Command.Result result = run("-y", "-P", "", "-f", key.toString());
      if (!result.ok()) {
        boolean locked = result.err().contains("passphrase");
        throw new Problem.Invalid(
            "ssh-key-invalid",
            locked ? "The SSH key has a passphrase." : "This is no private SSH key.",
            "credential.secret",
            locked
                ? "Paste one without, or let a deploy key be made here."
                : "Paste the whole file, from -----BEGIN to -----END.");
      }
      String publicKey = result.out().strip();
      return new Pair(clean, publicKey, fingerprint(publicKey));
    }
  }

  private Command.Result run(String... arguments) throws InterruptedException {
    return processes.run(Command.of("ssh-keygen").with(arguments).within(Duration.ofSeconds(20)));
  }

  private static String fingerprint(String publicKey) {
    String[] words = publicKey.split(" ", 3);
    return HostKey.of("key", words[0], words[1]).fingerprint();
  }
}
