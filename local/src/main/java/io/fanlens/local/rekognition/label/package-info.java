/** What DetectLabels says of the objects and faces that were found. */
package io.fanlens.local.rekognition.label;
