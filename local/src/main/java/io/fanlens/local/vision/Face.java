package io.fanlens.local.vision;

import java.util.Map;

/**
 * The properties of a face that the networks and geometry can determine. Age, gender, emotions,
 * beard, glasses and the like are left out.
 *
 * @param box from forehead to chin and jaw to jaw, in ratios of the picture
 * @param confidence that it is a face, in percent
 */
public record Face(
    Box box,
    float confidence,
    Map<Landmark, Point> landmarks,
    Pose pose,
    Quality quality,
    Openness eyesOpen,
    Openness mouthOpen) {}
