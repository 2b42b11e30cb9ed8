/**
 * Reads text: one network finds the areas of lines, one says whether an area is upside down, one
 * reads it character by character.
 */
package io.fanlens.local.vision.text;
