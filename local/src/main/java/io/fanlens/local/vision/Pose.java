package io.fanlens.local.vision;

/**
 * How a head is turned, in degrees, with the signs of Rekognition's published answers: roll grows
 * clockwise, yaw as the nose goes to the right of the picture, pitch as it goes up.
 */
public record Pose(float roll, float yaw, float pitch) {}
