package io.fanlens.local.vision;

/**
 * What a network thinks of a face.
 *
 * @param years may be wrong by ten and more
 * @param male the probability that it is a man's, from 0 to 1
 */
public record AgeAndGender(float years, float male) {}
