package io.fanlens.local.vision;

/**
 * A face with what tells it from others.
 *
 * @param numbers as {@link FaceLikeness} makes them; nobody changes them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
public record DescribedFace(Face face, float[] numbers) {}
