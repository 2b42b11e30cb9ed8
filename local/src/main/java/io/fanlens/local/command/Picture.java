package io.fanlens.local.command;

import java.nio.file.Path;

/**
 * A file to send.
 *
 * @param key of the object it becomes
 */
record Picture(String key, Path file) {}
