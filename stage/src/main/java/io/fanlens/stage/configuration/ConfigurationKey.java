package io.fanlens.stage.configuration;

/**
 * A key of a stage's block, as the code that reads it describes it.
 *
 * @param path below the stage, such as {@code results.events}
 * @param defaultValue as it would be written, or a word such as {@code derived}
 * @param allowed which values are valid
 */
public record ConfigurationKey(String path, String defaultValue, String allowed) {}
