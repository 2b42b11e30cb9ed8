/**
 * Detects and compares faces inside the JVM: picture decoding, small neural networks, and geometry.
 */
package io.fanlens.local.vision;
