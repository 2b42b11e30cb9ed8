/** The structure of face-api's networks, whose weights come without it, and their input. */
package io.fanlens.local.vision.graph;
