package io.fanlens.local.vision;

import java.util.Map;

/**
 * What the two networks and geometry can honestly say of a face. Age, gender, emotions, beard,
 * glasses and the like are left out: nothing here can see them.
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
