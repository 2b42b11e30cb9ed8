package io.fanlens.stage.configuration;

/**
 * A value that a stage may have, as its reader says.
 *
 * @param path below the stage, such as {@code results.events}
 * @param byDefault as it would be written, or a word for it
 * @param allowed what may stand there
 */
public record ConfigurationKey(String path, String byDefault, String allowed) {}
