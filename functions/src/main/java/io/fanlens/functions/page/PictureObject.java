package io.fanlens.functions.page;

import java.time.Instant;

/** An object of the bucket. */
record PictureObject(String key, long size, Instant uploadedAt, String eTag) {}
