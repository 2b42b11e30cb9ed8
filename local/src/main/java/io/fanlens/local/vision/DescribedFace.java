package io.fanlens.local.vision;

/**
 * A face with its descriptor.
 *
 * @param descriptor from {@link FaceLikeness}; must not be modified
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
public record DescribedFace(Face face, float[] descriptor) {}
