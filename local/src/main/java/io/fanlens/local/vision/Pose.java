package io.fanlens.local.vision;

/**
 * Rotation of a head in degrees, with the signs of Rekognition's published answers: positive roll
 * is clockwise, yaw to the right of the picture, pitch up.
 */
public record Pose(float roll, float yaw, float pitch) {}
