package io.slipway.kernel;

/**
 * Something that has happened inside this process. Each feature declares its own events as records;
 * who is interested subscribes by class at {@link Events}.
 */
public interface Event {}
