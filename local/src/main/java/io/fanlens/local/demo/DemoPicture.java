package io.fanlens.local.demo;

import java.nio.file.Path;

/**
 * A file to upload.
 *
 * @param key object key
 */
public record DemoPicture(String key, Path file) {}
