package io.fanlens.local.vision;

/** A point in a picture, in ratios of its width and height: (0, 0) is the upper left corner. */
public record Point(float x, float y) {}
