package io.fanlens.analysis.operation;

/**
 * A picture to compare others with.
 *
 * @param key in the bucket
 * @param eTag of the version that is used, without quotes
 * @param bytes JPEG or PNG within the operation's limits; nobody changes them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy would double the memory
public record Reference(String key, String eTag, byte[] bytes) {}
