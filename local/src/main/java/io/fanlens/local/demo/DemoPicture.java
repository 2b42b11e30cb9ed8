package io.fanlens.local.demo;

import java.nio.file.Path;

/**
 * A file to send.
 *
 * @param key of the object it becomes
 */
public record DemoPicture(String key, Path file) {}
