/** Names things in a photo. */
package io.fanlens.local.vision.label;
