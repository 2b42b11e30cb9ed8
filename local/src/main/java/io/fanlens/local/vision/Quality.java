package io.fanlens.local.vision;

/** Brightness and sharpness of a face, each 0 to 100. */
public record Quality(float brightness, float sharpness) {}
