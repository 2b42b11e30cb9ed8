package io.fanlens.functions.page.picture;

import java.time.Instant;

/** An object of the bucket. */
public record PictureObject(String key, long size, Instant uploadedAt, String eTag) {}
