package io.slipway.engine;

/**
 * What the engine says of itself and its machine.
 *
 * @param id the engine's own identity, stable over restarts
 * @param name the machine's name
 * @param version of the engine: {@code 20.10.24}
 * @param apiVersion the version spoken with it: {@code 1.41}
 * @param operatingSystem as shown to people: {@code Debian GNU/Linux 12}
 * @param architecture {@code x86_64}
 * @param cpus how many processors it may use
 * @param memory bytes of memory of the machine
 */
public record EngineInfo(
    String id,
    String name,
    String version,
    String apiVersion,
    String operatingSystem,
    String architecture,
    int cpus,
    long memory) {}
